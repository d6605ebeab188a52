# A nonconformance locks the affected lots and tells who has to decide.
from datetime import datetime, timedelta, timezone

report = context["nonconformance"]
hours = {"CRITICAL": 4, "MAJOR": 24, "MINOR": 72}[report["severity"]]
due = datetime.now(timezone.utc) + timedelta(hours=hours)

for lot in report["lots"]:
    mutations.append({"op": "update", "target": "PART_INVENTORY", "id": lot["id"], "values": {"status": "QUARANTINE"}})
    print(f"locked {lot['lot_number']}: {lot['quantity']} {lot['unit']}")

people = ["quality@example.com"]
if report["severity"] == "CRITICAL":
    people.append("plant@example.com")
if report["origin"] == "SUPPLIER":
    people.append("purchasing@example.com")
mutations.append({"op": "create", "target": "TASK", "values": {"title": f"Decide on {report['number']}", "due": due.isoformat(), "people": people}})
print(f"{report['number']} ({report['severity']}): decision until {due:%a %H:%M} UTC by {', '.join(people)}")

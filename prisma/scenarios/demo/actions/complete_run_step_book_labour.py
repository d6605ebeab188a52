# --- complete_run_step ---
# A step can only be completed when everything before it is done and
# its checklist is signed.
step = context["run_step"]
run = context["run"]

DONE = ("COMPLETE", "SKIPPED")

if step["status"] == "COMPLETE":
    for other in run["steps"]:
        if other["sequence"] < step["sequence"] and other["status"] not in DONE:
            raise ValidationError(
                f"Run step {step['sequence']} cannot complete: "
                f"step {other['sequence']} ({other['title']}) is {other['status']}"
            )
    missing = [c["label"] for c in step["checklist"] if c["required"] and not c["signed_by"]]
    if missing:
        raise ValidationError("Not signed: " + ", ".join(missing))

done = sum(1 for s in run["steps"] if s["status"] in DONE)
print(f"{run['number']}: {done} of {len(run['steps'])} steps done")

# --- book_labour ---
# Minutes at the machine go to the work centre; under a minute is a misclick.
from datetime import datetime

def minutes(begin, end):
    return (datetime.fromisoformat(end) - datetime.fromisoformat(begin)).total_seconds() / 60

total = 0.0
for booking in step["bookings"]:
    spent = minutes(booking["started_at"], booking["ended_at"])
    if spent < 1:
        continue
    total += spent
    mutations.append({
        "op": "create",
        "target": "LABOUR_BOOKING",
        "values": {"run_step_id": step["id"], "user": booking["user"], "minutes": round(spent, 1)},
    })

rate = step["work_centre"]["hourly_rate"]
print(f"{step['work_centre']['code']}: {total:.1f} min = {total / 60 * rate:.2f} EUR")
result = {"minutes": round(total, 1), "cost": round(total / 60 * rate, 2)}

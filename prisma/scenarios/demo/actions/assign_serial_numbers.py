# Serial numbers for a new run: prefix, year and week, counter, check letter.
# A barcode reader that skips one character must not find another part.
from datetime import datetime, timezone
from uuid import uuid4

run = context["run"]
part = run["part"]
year, week, _ = datetime.now(timezone.utc).isocalendar()

ALPHABET = "ABCDEFGHJKLMNPRSTUVWXYZ"  # no I, O, Q

def check_letter(text):
    return ALPHABET[sum(i * ord(c) for i, c in enumerate(text, 1)) % len(ALPHABET)]

taken = set(context["serial_numbers"])
created = []
for n in range(run["quantity"]):
    body = f"{part['serial_prefix']}{year % 100:02d}{week:02d}{context['next_counter'] + n:05d}"
    serial = body + check_letter(body)
    if body in taken or serial in taken:
        raise ValidationError(f"Serial number {serial} exists already on {part['number']}")
    created.append(serial)
    mutations.append({"op": "create", "target": "PART_INVENTORY", "values": {"serial_number": serial, "run_id": run["id"], "uid": str(uuid4())}})

print(f"{run['number']}: {len(created)} serial numbers")
print(created[0], "...", created[-1])
result = {"first": created[0], "last": created[-1]}

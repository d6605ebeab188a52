# Every received lot gets a label and, for metals, needs a heat number.
import uuid
from datetime import date

lot = context["part_inventory"]
part = lot["part"]

if part["category"] == "RAW_METAL" and not lot.get("heat_number"):
    raise ValidationError(f"Lot of {part['number']}: heat number from the mill certificate is missing")

lot_number = f"{date.today():%y%m%d}-{uuid.uuid4().hex[:6].upper()}"
mutations.append({
    "op": "update",
    "target": "PART_INVENTORY",
    "id": lot["id"],
    "values": {"lot_number": lot_number},
})

width = 34
print("+" + "-" * width + "+")
for line in (part["number"], part["description"], f"Lot {lot_number}", f"{lot['quantity']:g} {part['unit']}  {lot['location']}"):
    print("| " + line[: width - 2].ljust(width - 2) + " |")
print("+" + "-" * width + "+")
result = lot_number

# Goods in: book the scanned quantity against the purchase line.
# v2: the new hand scanners send the quantity as text, and suppliers may
# over-deliver by what we agreed with them.
from decimal import Decimal

line = context["purchase_line"]
scan = context["scan"]
supplier = context["purchase"]["supplier"]

quantity = Decimal(str(scan["quantity"]))
if quantity <= 0:
    raise ValidationError(f"Line {line['position']}: scanned quantity {quantity} makes no sense")

ordered = Decimal(str(line["quantity"]))
received = Decimal(str(line["received"])) + quantity
allowed = ordered * (1 + Decimal(supplier["over_delivery_percent"]) / 100)

if received > allowed:
    raise ValidationError(
        f"Line {line['position']}: {received} received, only {ordered} ordered"
    )

status = "RECEIVED" if received >= ordered else "PARTIAL"
mutations.append({
    "op": "update",
    "target": "PURCHASE_LINE",
    "id": line["id"],
    "values": {"received": str(received), "status": status},
})
print(f"{context['purchase']['number']} / {line['position']}: {received} of {ordered} ({status})")

if received > ordered:
    raise ValidationWarning(f"{supplier['name']} delivered {received - ordered} too many, within the agreed tolerance")

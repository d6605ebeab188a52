# Web shop returns: 30 days from delivery, cut-to-length stock is excluded.
from datetime import datetime, timezone

request = context["return"]
order = context["order"]

delivered = datetime.fromisoformat(order["delivered_at"])
days = (datetime.now(timezone.utc) - delivered).days
print(f"{request['number']}: delivered {days} days ago")

if days > 30:
    raise ValidationError(f"Return {request['number']}: delivered {days} days ago, the limit is 30")

refund = 0
for line in request["lines"]:
    if line["cut_to_length"]:
        print(f"  {line['sku']}: cut to length, not refunded")
        continue
    refund += line["paid_cents"]

result = {"refund_cents": refund}
mutations.append({"op": "create", "target": "REFUND", "values": {"order": order["number"], "cents": refund}})
if refund > 50000:
    raise ValidationWarning(f"Refund of {refund / 100:.2f} EUR needs a second pair of eyes")

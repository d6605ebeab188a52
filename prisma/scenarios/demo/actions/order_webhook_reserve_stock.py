# --- order_webhook ---
# An order from the web shop. The gateway has checked the signature; we check
# that the body arrived whole and that the shop can add.
import hashlib
import json
from decimal import Decimal

order = context["order"]
body = json.dumps(order, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
if hashlib.sha256(body).hexdigest() != context["delivery"]["sha256"]:
    raise ValidationError(f"Order {order['number']}: body does not match its checksum")

total = sum(Decimal(l["price"]) * l["quantity"] for l in order["lines"]) + Decimal(order["shipping"])
if total != Decimal(order["total"]):
    raise ValidationError(f"Order {order['number']}: lines make {total}, the shop says {order['total']}")
print(f"{order['number']} {order['customer']['name']}: {len(order['lines'])} lines, {total} {order['currency']}")

# --- reserve_stock ---
# Oldest lot first; what is not there becomes a back-order. Two orders that come
# in the same moment must not look for stock in step, so each waits a little.
import random
import time

time.sleep(random.uniform(0.02, 0.18))
missing = []
for line in order["lines"]:
    open_quantity = line["quantity"]
    lots = sorted(context["stock"].get(line["sku"], []), key=lambda lot: lot["received_at"])
    for lot in lots:
        take = min(open_quantity, lot["free"])
        if take:
            mutations.append({"op": "reserve", "target": "PART_INVENTORY", "id": lot["id"], "values": {"quantity": take, "order": order["number"]}})
            print(f"  {line['sku']}: {take} from lot {lot['lot_number']}")
            open_quantity -= take
    if open_quantity:
        missing.append(f"{open_quantity} x {line['sku']}")

result = {"order": order["number"], "total": str(total), "missing": missing}
if missing and order["delivery"] == "EXPRESS":
    raise ValidationError(f"Express order {order['number']} cannot ship: {', '.join(missing)} missing")
if missing:
    raise ValidationWarning(f"Back-order for {order['number']}: {', '.join(missing)}")

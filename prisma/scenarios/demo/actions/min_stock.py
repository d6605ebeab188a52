# Reorder point: when free stock falls under the minimum, open a purchase
# request for the usual lot. One open request a part is enough.
import math

inventory = context["part_inventory"]
part = inventory["part"]

free = inventory["quantity"] - inventory["reserved"]
print(f"{part['number']} at {inventory['location']}: {free:g} {part['unit']} free, minimum {part['min_stock']:g}")

if free < 0:
    raise ValidationError(f"{part['number']}: more reserved ({inventory['reserved']:g}) than in stock")

def error_and_level(alpha, beta):
    """Holt's smoothing over the daily consumption: squared error, level of tomorrow."""
    level, trend, error = context["consumption"][0], 0.0, 0.0
    for used in context["consumption"][1:]:
        error += (used - level - trend) ** 2
        before = level
        level = alpha * used + (1 - alpha) * (level + trend)
        trend = beta * (level - before) + (1 - beta) * trend
    return error, level + trend

steps = [n / 40 for n in range(1, 20)]
_, daily = min(error_and_level(alpha, beta) for alpha in steps for beta in steps)
if daily > 0:
    print(f"about {daily:.1f} {part['unit']} a day: {free / daily:.0f} days left")

if free < part["min_stock"]:
    open_requests = [r for r in context["purchase_requests"] if r["status"] == "OPEN"]
    if open_requests:
        raise ValidationWarning(
            f"{part['number']} is below minimum, request {open_requests[0]['number']} is open"
        )
    lots = math.ceil((part["min_stock"] - free) / part["lot_size"])
    mutations.append({
        "op": "create",
        "target": "PURCHASE_REQUEST",
        "values": {"part_id": part["id"], "quantity": lots * part["lot_size"], "supplier_id": part["supplier_id"]},
    })
    print(f"requested {lots} x {part['lot_size']:g} {part['unit']}")

result = {"free": free}

# New price list of a supplier: compare with the current prices.
from decimal import Decimal

price_list = context["price_list"]
current = {p["part_number"]: Decimal(p["price"]) for p in context["current_prices"]}

changed = 0
for row in price_list["rows"]:
    price = Decimal(row["price"])
    before = current.get(row["part_number"])
    if before is not None and before != price:
        changed += 1
        mutations.append({"op": "update", "target": "PRICE", "id": row["part_number"], "values": {"price": str(price)}})

print(f"{price_list['supplier']}: {len(price_list['rows'])} rows, {changed} changed")

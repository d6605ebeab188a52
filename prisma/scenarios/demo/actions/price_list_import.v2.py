# New price list of a supplier: compare with the current prices.
# v2: three suppliers send German numbers (1.234,50).
from decimal import Decimal

price_list = context["price_list"]
current = {p["part_number"]: Decimal(p["price"]) for p in context["current_prices"]}

def to_decimal(text):
    text = text.strip().replace("\u00a0", "").replace("€", "")
    if "," in text:  # 1.234,50 and 12,5
        text = text.replace(".", "").replace(",", ".")
    return Decimal(text)

changed, jumps = 0, []
for row in price_list["rows"]:
    price = to_decimal(row["price"])
    before = current.get(row["part_number"])
    if before is None or before == price:
        continue
    changed += 1
    mutations.append({"op": "update", "target": "PRICE", "id": row["part_number"], "values": {"price": str(price)}})
    percent = (price - before) / before * 100
    print(f"{row['part_number']:<10} {before:>10} -> {price:>10}  {percent:+6.1f} %")
    if percent > 25:
        jumps.append(row["part_number"])

print(f"{price_list['supplier']}: {len(price_list['rows'])} rows, {changed} changed")
result = {"rows": len(price_list["rows"]), "changed": changed}

if jumps:
    raise ValidationWarning(f"More than 25 % dearer: {', '.join(jumps)}")

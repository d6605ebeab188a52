# Price of a quote: material, machine time, margin by quantity, rush.
quote = context["quote"]

MARGINS = ((1, 0.45), (10, 0.35), (100, 0.27), (1000, 0.22))

def margin(quantity):
    value = MARGINS[0][1]
    for least, m in MARGINS:
        if quantity >= least:
            value = m
    return value

total = 0.0
for line in quote["lines"]:
    piece = line["material_cost"] + line["cycle_minutes"] / 60 * line["hourly_rate"]
    piece += line["setup_minutes"] / 60 * line["hourly_rate"] / line["quantity"]
    price = piece / (1 - margin(line["quantity"]))
    if quote["delivery_days"] < 10:
        price *= 1 + rush_percent / 100
    total += round(price, 2) * line["quantity"]
    print(f"{line['quantity']:>5} x {line['part']:<10} {price:>9.2f}")

print(f"{quote['number']} for {quote['customer']}: {total:,.2f} EUR")
result = {"total": round(total, 2)}

# Standard cost of an assembly: material + own work of everything below it.
# v2: remembers what it has seen, so that an assembly inside itself is named
# and a deep bill of materials is not walked twice.
parts = {p["number"]: p for p in context["parts"]}
known = {}

def cost(number, path=()):
    if number in path:
        raise ValidationError("Part contains itself: " + " > ".join(path + (number,)))
    if number not in known:
        part = parts[number]
        material = part["material_cost"]
        for line in part["bom"]:
            material += line["quantity"] * cost(line["part"], path + (number,))
        known[number] = material + part["labour_minutes"] / 60 * context["hourly_rate"]
    return known[number]

top = context["bom"]["assembly"]
total = cost(top)
for number in sorted(known, key=known.get, reverse=True)[:10]:
    print(f"  {number:<10} {known[number]:>12,.2f}")
print(f"{top}: {total:,.2f} EUR from {len(known)} parts")
mutations.append({"op": "update", "target": "PART", "id": top, "values": {"standard_cost": round(total, 2)}})
result = round(total, 2)

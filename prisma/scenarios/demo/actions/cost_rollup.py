# Standard cost of an assembly: material + own work of everything below it.
parts = {p["number"]: p for p in context["parts"]}

def cost(number):
    part = parts[number]
    material = part["material_cost"]
    for line in part["bom"]:
        material += line["quantity"] * cost(line["part"])
    return material + part["labour_minutes"] / 60 * context["hourly_rate"]

top = context["bom"]["assembly"]
total = cost(top)
print(f"{top}: {total:,.2f} EUR")
mutations.append({"op": "update", "target": "PART", "id": top, "values": {"standard_cost": round(total, 2)}})
result = round(total, 2)

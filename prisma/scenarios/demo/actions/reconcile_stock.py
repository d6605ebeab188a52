# After the stock count: counted against booked, by location.
from collections import defaultdict

booked = defaultdict(int)
for movement in context["movements"]:
    booked[movement["location"], movement["part"]] += movement["quantity"]

counted = {(c["location"], c["part"]): c["quantity"] for c in context["counts"]}
print(f"{len(context['movements'])} movements, {len(counted)} counts")

differences = []
for key in sorted(set(booked) | set(counted)):
    delta = counted.get(key, 0) - booked.get(key, 0)
    if delta:
        differences.append((key, delta))

for (location, part), delta in differences[:25]:
    print(f"{location:<8} {part:<10} {delta:+d}")
if len(differences) > 25:
    print(f"... and {len(differences) - 25} more")

for (location, part), delta in differences:
    mutations.append({"op": "create", "target": "STOCK_ADJUSTMENT", "values": {"location": location, "part": part, "delta": delta}})
result = {"differences": len(differences)}
if len(differences) > len(counted) // 20:
    raise ValidationWarning(f"{len(differences)} of {len(counted)} counts differ: count {context['stock_count']['area']} again")

# Engineering change: every affected part needs an owner and a cut-in date.
change = context["engineering_change"]

for item in change["affected_parts"]:
    if not item["owner"]:
        raise ValidationError(f"{change['number']}: {item['part']} has no owner")
    if item["disposition"] not in ("USE_UP", "REWORK", "SCRAP"):
        raise ValidationError(f"{change['number']}: what happens to the stock of {item['part']}?")

print(f"{change['number']}: {len(change['affected_parts'])} parts")

# Tool life: minutes in cut against what the tool maker allows.
tool = context["tool"]

minutes = sum(cut["minutes"] for cut in tool["cuts"])
share = minutes / tool["life_minutes"]
bar = "█" * min(20, round(share * 20))
print(f"T{tool['pocket']:02d} {tool['description']}: {bar:<20} {share:.0%}")

if share >= 1 and tool["loaded"]:
    raise ValidationError(f"T{tool['pocket']:02d} has run {minutes:.0f} of {tool['life_minutes']} min: change it before the next part")
if share >= 0.85:
    mutations.append({"op": "create", "target": "TOOL_REQUEST", "values": {"tool_id": tool["id"]}})
    raise ValidationWarning(f"T{tool['pocket']:02d} has {tool['life_minutes'] - minutes:.0f} min left")

# --- check_part ---
# A part needs a revision before the floor may use it. The two sites have
# their own rules: Lisbon releases prototypes without a revision.
part = context["part"]
changed = context.get("changed", [])

NEEDS_REVISION = {
    "BER-2": ("RELEASED", "PRODUCTION", "PROTOTYPE"),
    "LIS-1": ("RELEASED", "PRODUCTION"),
}

states = NEEDS_REVISION[part["site"]]
if part["state"] in states and not part.get("revision"):
    raise ValidationError(f"Part {part['id']} has no revision")

# The unit is printed on every label that is already on a shelf.
if "unit" in changed and part["on_hand"] > 0:
    raise ValidationError(
        f"Unit of {part['number']} cannot change while {part['on_hand']} {part['unit']} are on hand"
    )

# Two parts under one description is how we once bought 400 brackets twice.
if "description" in changed:
    import difflib
    near = difflib.get_close_matches(part["description"], context["catalogue"], n=3, cutoff=0.75)
    if near:
        print(f"{part['number']}: similar descriptions: {'; '.join(near)}")

print(f"{part['number']} rev {part.get('revision') or '-'} ({part['state']}, {part['site']}): ok")

# --- log_part ---
# One line a change, for the auditors: who, what, from, to.
import json
from datetime import datetime, timezone

old = context.get("old", {})
entry = {
    "at": datetime.now(timezone.utc).isoformat(timespec="seconds"),
    "by": context["user"]["email"],
    "part": part["number"],
    "changes": {key: [old.get(key), part.get(key)] for key in changed},
}
print("audit", json.dumps(entry, sort_keys=True, ensure_ascii=False))
mutations.append({"op": "create", "target": "AUDIT_LINE", "values": entry})
result = {"audited": len(changed)}

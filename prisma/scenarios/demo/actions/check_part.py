# A part needs a revision before the floor may use it.
# Asked for by quality after the mix-up of A-1004 rev B and rev C.
part = context["part"]
changed = context.get("changed", [])

IN_USE = ("RELEASED", "PRODUCTION")

if part["state"] in IN_USE and not part.get("revision"):
    raise ValidationError(f"Part {part['id']} has no revision")

# The unit is printed on every label that is already on a shelf.
if "unit" in changed and part["on_hand"] > 0:
    raise ValidationError(
        f"Unit of {part['number']} cannot change while {part['on_hand']} {part['unit']} are on hand"
    )

print(f"{part['number']} rev {part.get('revision') or '-'} ({part['state']}): ok")

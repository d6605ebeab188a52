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

# Two parts under one description is how we once bought 400 brackets twice.
if "description" in changed:
    import difflib
    near = difflib.get_close_matches(part["description"], context["catalogue"], n=3, cutoff=0.75)
    if near:
        print(f"{part['number']}: similar descriptions: {'; '.join(near)}")

print(f"{part['number']} rev {part.get('revision') or '-'} ({part['state']}): ok")

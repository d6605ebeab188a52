# Parts with a history are never deleted, they become OBSOLETE.
part = context["part"]

if part["used_in"]:
    raise ValidationError(f"{part['number']} is used in {', '.join(part['used_in'])}")
if part["movements"]:
    raise ValidationError()
print(f"{part['number']} was never used, delete it")

# Suppliers: blocked ones stay blocked, certificates must not lapse unnoticed.
from datetime import datetime, timezone

supplier = context["supplier"]
today = datetime.now(timezone.utc).date()

if supplier["status"] == "BLOCKED" and "status" not in context["changed"]:
    raise ValidationError(f"Supplier {supplier['name']} is blocked")

expired, soon = [], []
for certificate in supplier["certificates"]:
    until = datetime.strptime(certificate["valid_until"], "%Y-%m-%d").date()
    days = (until - today).days
    print(f"{certificate['standard']:<14} until {until}  {days:>5} days")
    if days < 0:
        expired.append(certificate["standard"])
    elif days < 45:
        soon.append(f"{certificate['standard']} in {days} days")

if expired and supplier["status"] == "APPROVED":
    raise ValidationError(f"{supplier['name']} cannot be approved: {', '.join(expired)} expired")
if soon:
    raise ValidationWarning(f"{supplier['name']}: ask for new certificates ({'; '.join(soon)})")

# Who may release which amount. The limits are those of the finance handbook, chapter 4.
from decimal import Decimal

purchase = context["purchase"]
user = context["user"]

LIMITS = {
    "BUYER": Decimal("2500"),
    "LEAD_BUYER": Decimal("15000"),
    "PLANT_MANAGER": Decimal("75000"),
}

if purchase["status"] != "APPROVED":
    print(f"{purchase['number']} is {purchase['status']}, nothing to approve")
else:
    total = sum(Decimal(l["unit_price"]) * l["quantity"] for l in purchase["lines"])
    if purchase["currency"] != "EUR":
        total = (total / Decimal(context["rates"][purchase["currency"]])).quantize(Decimal("0.01"))

    if purchase["requested_by"] == user["email"]:
        raise ValidationError("Nobody approves their own purchase")

    limit = LIMITS.get(user["role"], Decimal(0))
    if total > limit:
        raise ValidationError(
            f"{purchase['number']} is {total:,.2f} EUR, the limit of {user['name']} is {limit:,.2f} EUR"
        )
    print(f"{purchase['number']}: {len(purchase['lines'])} lines, {total:,.2f} EUR, approved by {user['name']}")
    result = {"total_eur": str(total)}

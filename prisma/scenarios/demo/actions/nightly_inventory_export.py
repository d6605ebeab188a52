# Stock of the night as CSV for the bookkeeping; they pick up what we print.
import csv
import sys
from datetime import date
from decimal import Decimal

today = date.today()
writer = csv.writer(sys.stdout, delimiter=";", lineterminator="\n")
writer.writerow(["day", "site", "location", "part", "description", "quantity", "unit", "value_eur"])

value = Decimal(0)
rows = 0
for part in context["parts"]:
    price = Decimal(part["price"])
    for site in context["sites"]:
        for shelf in range(context["shelves"]):
            quantity = (part["id"] * 7 + shelf * 13 + len(site)) % 90
            if quantity == 0:
                continue
            rows += 1
            value += price * quantity
            writer.writerow([today, site, f"{site[:1]}-{shelf:02d}", part["number"], part["description"], quantity, part["unit"], price * quantity])

print(f"{rows} rows, {value:,.2f} EUR", file=sys.stderr)
result = {"rows": rows, "value_eur": str(value)}

# Address label and tracking number for a shipment. Carriers refuse what they cannot parse.
import random
import re
import time

shipment = context["shipment"]
to = shipment["address"]

POSTCODES = {
    "DE": r"\d{5}",
    "PT": r"\d{4}-\d{3}",
    "PL": r"\d{2}-\d{3}",
    "CZ": r"\d{3} ?\d{2}",
    "GB": r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}",
    "JP": r"\d{3}-\d{4}",
    "FR": r"\d{5}",
}

if not to["street"].strip():
    raise ValidationError(f"Shipment {shipment['number']}: no street")
if not re.fullmatch(POSTCODES.get(to["country"], r".+"), to["postcode"]):
    raise ValidationError(f"Shipment {shipment['number']}: postcode {to['postcode']!r} is not valid in {to['country']}")

# The label printer loses jobs that come faster than its buffer empties.
time.sleep(random.choice((0.03, 0.06, 0.12)))

# Check digit: modulus 11 over the serial, as the carrier's handbook says.
serial = "".join(random.choice("0123456789") for _ in range(8))
weights = (8, 6, 4, 2, 3, 5, 9, 7)
rest = 11 - sum(int(d) * w for d, w in zip(serial, weights)) % 11
check = {10: 0, 11: 5}.get(rest, rest)
tracking = f"RL{serial}{check}{to['country']}"

print(to["name"])
print(to["street"])
print(f"{to['country']}-{to['postcode']} {to['city']}")
print(f"{shipment['weight_kg']:.2f} kg   {tracking}")
mutations.append({"op": "update", "target": "SHIPMENT", "id": shipment["id"], "values": {"tracking_number": tracking}})
result = {"tracking_number": tracking}

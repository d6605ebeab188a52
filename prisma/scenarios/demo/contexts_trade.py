"""Contexts of purchasing, costing, the web shop and the nightly jobs.

Builders as in contexts_floor.py.
"""

import hashlib
import json
from datetime import timedelta
from decimal import Decimal

from world import PARTS, iso


def purchase_line(w, want, at):
    part, supplier = w.part("BOUGHT", "RAW_METAL"), w.supplier()
    ordered = part["lot_size"] * 2
    received = w.rng.choice((0, part["lot_size"]))
    quantity = w.rng.choice((ordered - received, part["lot_size"] // 2))
    if want == "too_many":
        supplier["over_delivery_percent"], quantity = "0", ordered - received + max(2, ordered // 8)
    if want == "tolerated":
        supplier.update(over_delivery_percent="10", name="Nordic Fasteners AB", country="SE", id=4)
        quantity = ordered - received + max(1, ordered // 20)
    scan = {"device": w.rng.choice(("scan-01", "scan-02")), "quantity": quantity, "at": iso(at)}
    if want in ("text", "ok_text"):
        scan.update(device="scan-07", quantity=str(quantity), firmware="4.2.0")
    line = {"id": w.rng.randint(5100, 5900), "position": w.rng.choice((10, 20, 30)), "part": part, "quantity": ordered, "received": received, "unit_price": part["unit_cost"]}
    purchase = {"id": w.rng.randint(400, 480), "number": w.number("PO", 4400, 4520), "supplier": supplier}
    return line["id"], {"purchase_line": line, "purchase": purchase, "scan": scan, "changed": ["received"]}


def purchase(w, want, at):
    lines = []
    for position in range(1, w.rng.randint(2, 6)):
        part = w.part("BOUGHT", "RAW_METAL")
        lines.append({"position": position * 10, "part": part["number"], "description": part["description"], "unit_price": part["unit_cost"], "quantity": w.rng.randint(2, 12)})
    if want == "over_limit":
        lines.append({"position": 90, "part": "P-3055", "description": "Servo motor 400 W", "unit_price": "218.00", "quantity": 80})
    found = {
        "id": w.rng.randint(400, 480), "number": w.number("PO", 4400, 4520), "status": "DRAFT" if want == "draft" else "APPROVED",
        "currency": w.rng.choice(("EUR", "EUR", "PLN", "SEK")), "supplier": w.supplier(), "requested_by": "wei@example.com", "lines": lines,
    }
    if want == "over_limit":
        found["currency"] = "EUR"
    context = {"purchase": found, "rates": {"PLN": "4.2710", "SEK": "11.0485", "GBP": "0.8332"}, "changed": ["status"], "old": {"status": "DRAFT"}}
    if want == "own":
        found["requested_by"] = "priya@example.com"
    return found["id"], context


def price_list(w, want, at):
    rows, current = [], []
    for number, text, category, _, cost, *_ in PARTS:
        if category not in ("BOUGHT", "RAW_METAL"):
            continue
        price = Decimal(cost) * w.rng.choice((Decimal("1"), Decimal("1.02"), Decimal("1.035"), Decimal("0.98")))
        if want == "jump" and number in ("P-3055", "M-5002"):
            price *= Decimal("1.31")
        written = f"{price.quantize(Decimal('0.01')):,.2f}"
        if want == "german":
            written = written.replace(",", " ").replace(".", ",").replace(" ", ".") + "\u00a0€"
        rows.append({"part_number": number, "description": text, "price": written, "currency": "EUR"})
        current.append({"part_number": number, "price": cost})
    found = {"id": w.rng.randint(20, 39), "supplier": w.supplier()["name"], "file": f"prices_{at:%Y%m}.xlsx", "valid_from": f"{at + timedelta(days=10):%Y-%m-%d}", "rows": rows}
    return found["id"], {"price_list": found, "current_prices": current}


def supplier(w, want, at):
    found = {**w.supplier(), "status": "APPROVED", "address": "Industriestraße 4", "payment_days": 30}
    day = lambda n: f"{at + timedelta(days=n):%Y-%m-%d}"
    found["certificates"] = [
        {"standard": "ISO 9001", "valid_until": day({"expired": -9, "soon": 21}.get(want, 300))},
        {"standard": "ISO 14001", "valid_until": day(w.rng.randint(120, 500))},
        {"standard": "EN 9100", "valid_until": day({"soon": 33}.get(want, 210))},
    ]
    if want == "blocked":
        found.update(id=5, name="ACME Motion Ltd", country="GB", status="BLOCKED")
    return found["id"], {"supplier": found, "changed": ["payment_days"] if want == "blocked" else ["address"]}


def order(w, want, at):
    name, company, street, postcode, city, country, language = w.customer()
    lines, stock = [], {}
    for _ in range(w.rng.randint(1, 4)):
        part, quantity = w.part("MADE", "ASSEMBLY"), w.rng.choice((1, 2, 4, 10))
        lines.append({"sku": part["number"], "title": part["description"], "quantity": quantity, "price": part["unit_cost"]})
        stock[part["number"]] = [
            {"id": w.rng.randint(1200, 1900), "lot_number": w.lot(at, days), "free": w.rng.randint(6, 30), "received_at": iso(at - timedelta(days=days))}
            for days in (40, 22, 9)
        ]
    if want in ("back_order", "express"):
        stock[lines[0]["sku"]] = []
    total = sum(Decimal(line["price"]) * line["quantity"] for line in lines) + Decimal("9.90")
    found = {
        # The shop's ids have twenty digits: more than a JavaScript number holds.
        "id": 10**19 + w.rng.getrandbits(60), "number": w.number("WEB", 88100, 88990), "placed_at": iso(at - timedelta(seconds=40)),
        "customer": {"name": name, "company": company, "country": country, "language": language},
        "delivery": "EXPRESS" if want == "express" else "STANDARD", "currency": "EUR", "shipping": "9.90", "total": str(total), "lines": lines,
    }
    if want == "wrong_total":
        found["total"] = str(total - Decimal("0.01"))
    body = json.dumps(found, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    return found["number"], {"order": found, "delivery": {"attempt": 1, "topic": "orders/create", "sha256": hashlib.sha256(body).hexdigest()}, "stock": stock}


def shipment(w, want, at):
    name, company, street, postcode, city, country, _ = w.customer()
    if want == "postcode":
        street, postcode, city, country = "Königstraße 14", w.rng.choice(("1011", "D-10115", "")), "Berlin", "DE"
    found = {
        "id": w.rng.randint(9100, 9600), "number": w.number("SHP", 7700, 7990), "weight_kg": round(w.rng.uniform(0.4, 31), 2),
        "carrier": w.rng.choice(("DHL", "DPD", "CTT")), "address": {"name": f"{company}, {name}", "street": street, "postcode": postcode, "city": city, "country": country},
    }
    return found["id"], {"shipment": found}


def carrier(w, want, at):
    tracking = f"RL{w.rng.randint(10**8, 10**9 - 1)}DE"
    body = {"tracking_number": tracking, "status": {"code": w.rng.choice(("20", "30", "40", "50")), "text": "ok"}, "at": iso(at - timedelta(minutes=3))}
    if want == "no_status":
        del body["status"]
    if want == "unknown_code":
        body["status"] = {"code": "35", "text": "held by customs"}
    raw = json.dumps(body)
    if want == "html":
        raw = "<html><body><h1>502 Bad Gateway</h1></body></html>"
    found = {"id": w.rng.randint(9100, 9600), "number": w.number("SHP", 7700, 7990), "status": "PICKED_UP"}
    return found["id"], {"carrier": "DHL", "body": raw, "settle_seconds": w.rng.choice((0.05, 0.12, 0.25)), "shipment": found}


def returned(w, want, at):
    days = {"late": 44}.get(want, w.rng.randint(2, 21))
    lines = [{"sku": w.part("MADE")["number"], "quantity": 1, "paid_cents": w.rng.randint(1200, 9000), "cut_to_length": w.rng.random() < 0.2} for _ in range(2)]
    if want == "large":
        lines.append({"sku": "AS-200", "quantity": 1, "paid_cents": 61200, "cut_to_length": False})
    found = {"id": w.rng.randint(700, 760), "number": w.number("RMA", 410, 450), "reason": w.rng.choice(("wrong size", "damaged box", "ordered twice")), "lines": lines}
    return found["id"], {"return": found, "order": {"number": w.number("WEB", 87100, 88000), "delivered_at": iso(at - timedelta(days=days, hours=5))}}


def certificate(w, want, at):
    name, company, *_, language = w.customer()
    lots = [{"lot_number": w.lot(at, 12 + n), "material": w.rng.choice(("EN AW-6082 T6", "1.4404", "16MnCr5")), "heat_number": w.heat(), "tensile_mpa": w.rng.randint(310, 690), "diameter_mm": w.rng.choice((20, 50, 60))} for n in range(3)]
    if want == "no_heat":
        lots[1]["heat_number"] = None
    number = w.number("WEB", 88100, 88990)
    return number, {"order": {"number": number, "customer": company, "language": language, "lots": lots}}


def bom(w, want, at):
    parts = []
    for number, text, category, _, cost, *_ in PARTS:
        parts.append({"number": number, "description": text, "material_cost": 0.0 if category == "ASSEMBLY" else float(cost), "labour_minutes": {"ASSEMBLY": 85.0, "MADE": 14.5}.get(category, 0.0), "bom": []})
    by = {p["number"]: p for p in parts}
    for number in ("AS-200", "AS-210", "AS-225", "AS-240"):
        made = w.rng.sample([p for p in PARTS if p[2] in ("MADE", "BOUGHT")], 7)
        by[number]["bom"] = [{"part": p[0], "quantity": w.rng.choice((1, 2, 4, 8))} for p in made]
    by["AS-200"]["bom"].append({"part": "AS-225", "quantity": 1})
    by["AS-225"]["bom"].append({"part": "AS-240", "quantity": 1})
    if want == "loop":
        # Someone put the linear unit into the sensor arm that it contains.
        by["AS-240"]["bom"].append({"part": "AS-200", "quantity": 1})
    top = "AS-200" if want == "loop" else w.rng.choice(("AS-200", "AS-210", "AS-225"))
    return by[top]["number"], {"bom": {"assembly": top}, "hourly_rate": 68.0, "parts": parts, "changed": ["lines"]}


def quote(w, want, at):
    lines = [{"part": w.part("MADE")["number"], "quantity": w.rng.choice((1, 5, 25, 100, 1000)), "material_cost": round(w.rng.uniform(1, 40), 2), "cycle_minutes": w.rng.randint(2, 30), "setup_minutes": w.rng.choice((20, 45, 90)), "hourly_rate": 92.0} for _ in range(w.rng.randint(1, 4))]
    found = {"id": w.rng.randint(210, 260), "number": w.number("Q", 1210, 1280), "customer": w.customer()[1], "delivery_days": 6 if want == "rush" else w.rng.choice((15, 20, 30)), "lines": lines}
    return found["id"], {"quote": found}


def plan(w, want, at):
    families = ("shafts", "flanges", "brackets", "housings")
    setup = {a: {b: 0 if a == b else w.rng.choice((15, 25, 40)) for b in families} for a in families}
    runs = [{"id": 800 + n, "number": f"RUN-{2430 + n}", "family": w.rng.choice(families), "minutes": w.rng.randint(40, 300), "due_minutes": w.rng.randint(200, 6000), "priority": w.rng.choice((1, 1, 2, 5))} for n in range(32)]
    return "MILL-5X", {"work_centre": {"code": "MILL-5X", "name": "5-axis mill"}, "seconds": 1.5, "setup_minutes": setup, "runs": runs}


def export(w, want, at):
    parts = [{"id": 20 + n, "number": p[0], "description": p[1], "unit": p[3], "price": p[4]} for n, p in enumerate(PARTS)]
    if want == "ok":
        parts = parts[:10]
    return None, {"schedule": "0 2 * * *", "sites": ["BER-2", "LIS-1"], "shelves": 80 if want == "full" else 8, "parts": parts}


def stock_count(w, want, at):
    count = {"large": 16400, "differences": 900}.get(want, 400)
    movements, booked = [], {}
    for n in range(count):
        part = PARTS[n % len(PARTS)][0]
        location = f"B-{n // len(PARTS) % 40:02d}"
        quantity = w.rng.choice((1, 5, 10, 25))
        booked[location, part] = booked.get((location, part), 0) + quantity
        movements.append({"id": 500000 + n, "location": location, "part": part, "quantity": quantity, "reason": "RECEIPT", "day": f"{at - timedelta(days=n % 30):%Y-%m-%d}"})
    counts = [{"location": location, "part": part, "quantity": total} for (location, part), total in booked.items()]
    for row in w.rng.sample(counts, len(counts) // 6 if want == "differences" else 3):
        row["quantity"] = max(0, row["quantity"] - w.rng.randint(1, 4))
    area = w.rng.choice(("B-00 to B-19", "B-20 to B-39"))
    found = {"id": w.rng.randint(80, 99), "number": w.number("CNT", 70, 90), "area": area}
    return found["id"], {"stock_count": found, "counts": counts, "movements": movements}


def archive(w, want, at):
    orders = [{"id": w.rng.randint(3000, 9000), "number": w.number("WEB", 60100, 80990), "status": "CLOSED", "closed_at": iso(at - timedelta(days=w.rng.randint(20, 300)))} for _ in range(60)]
    if want == "old":
        for row in orders[::4]:
            row["closed_at"] = iso(at - timedelta(days=w.rng.randint(740, 900)))
    return None, {"schedule": "30 2 * * *", "keep_days": 730, "orders": orders}

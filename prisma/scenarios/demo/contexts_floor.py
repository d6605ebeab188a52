"""Contexts of the actions on the shop floor: parts, steps, stock, quality.

A builder takes the world, what should happen (a word of the plan in runs.py)
and the moment of the run; it returns the target record id and the context.
"""

import json
import re
from datetime import timedelta

from world import PARTS, WORK_CENTRES, iso


def check_part(w, want, at):
    made = [p for p in PARTS if p[5]]
    bought = [p for p in PARTS if not p[5]]
    prototypes = [p for p in made if p[6] == "PROTOTYPE"]
    part = w.part_of(w.rng.choice({"bought": bought, "prototype": prototypes}.get(want, made)))
    changed = w.rng.sample(["description", "min_stock", "unit_cost", "supplier_id"], w.rng.randint(1, 2))
    old = {key: part[key] for key in changed}
    if "unit_cost" in changed:
        old["unit_cost"] = f"{float(part['unit_cost']) * 0.96:.2f}"
    if "min_stock" in changed:
        old["min_stock"] = part["min_stock"] // 2
    if "description" in changed:
        old["description"] = part["description"].split(",")[0]
    if want == "no_revision":
        part.update(revision=None, state=w.rng.choice(("RELEASED", "PRODUCTION")))
        changed, old = ["state"], {"state": "DRAFT"}
    elif want == "unit_locked":
        part.update(unit="set", on_hand=w.rng.choice((4, 12, 35)))
        changed, old = ["unit"], {"unit": "pcs"}
    part["attachments"] = [
        {"name": f"{part['number']}_{kind}", "bytes": w.rng.randint(20_000, 4_000_000)}
        for kind in w.rng.sample(["drawing.pdf", "model.step", "setup.pdf", "cam.nc", "photo.jpg"], 2)
    ]
    context = {"part": part, "changed": changed, "old": old}
    if "description" in changed:
        kinds = w.rng.sample(["", ", left", ", right", ", long", ", short", ", sample", " mk2", " old"], w.rng.randint(2, 8))
        context["catalogue"] = [p[1] + kind for p in PARTS for kind in kinds if p[0] != part["number"]]
    return part["id"], context


STEPS = (
    (10, "Saw blanks", "SAW-1"), (20, "Turn side 1", "LATHE-2"), (30, "Turn side 2", "LATHE-2"),
    (40, "Mill pocket and holes", "MILL-5X"), (50, "Deburr and wash", "ASSY-3"),
    (60, "Harden", "HEAT-1"), (70, "Grind bearing seat", "GRIND-1"), (80, "Final inspection", "ASSY-3"),
)


def run_step(w, want, at):
    current = w.rng.randint(1, 5)
    steps = []
    for position, (sequence, title, centre) in enumerate(STEPS):
        status = "COMPLETE" if position <= current else "TODO"
        steps.append({"id": 7000 + position, "sequence": sequence, "title": title, "status": status, "work_centre": centre})
    if want == "out_of_order":
        steps[current - 1]["status"] = w.rng.choice(("IN_PROGRESS", "TODO", "ON_HOLD"))
    part = w.part("MADE")
    code, name, rate, _ = next(c for c in WORK_CENTRES if c[0] == STEPS[current][2])
    operator = w.rng.choice(("lukas@example.com", "marta@example.com"))
    bookings, clock = [], at - timedelta(minutes=w.rng.randint(190, 300))
    for _ in range(w.rng.randint(1, 4)):
        end = clock + timedelta(seconds=w.rng.choice((20, 1500, 2460, 3310)))
        bookings.append({"user": operator, "started_at": iso(clock), "ended_at": iso(end)})
        clock = end + timedelta(minutes=6)
    if want == "open_booking":
        # The terminal was switched off before the operator pressed stop.
        bookings[-1]["ended_at"] = None
    checklist = [
        {"label": label, "required": required, "signed_by": operator}
        for label, required in (("First piece measured", True), ("Edges broken 0.2 × 45°", True), ("Machine cleaned", False))
    ]
    if want == "not_signed":
        checklist[w.rng.randint(0, 1)]["signed_by"] = None
    step = {
        **steps[current], "id": w.rng.randint(7100, 7990), "work_centre": {"code": code, "name": name, "hourly_rate": rate},
        "checklist": checklist, "bookings": bookings,
    }
    run = {"id": w.rng.randint(800, 990), "number": w.number("RUN", 2400, 2490), "part": part["number"], "quantity": part["lot_size"], "steps": steps}
    return step["id"], {"run_step": step, "run": run, "changed": ["status"], "old": {"status": "IN_PROGRESS"}}


def operator(w, want, at):
    centre = w.work_centre(certified=want != "no_need")
    days = {"expired": -w.rng.randint(2, 30), "soon": w.rng.randint(2, 12)}.get(want, w.rng.randint(60, 600))
    held = []
    if want not in ("missing", "no_need"):
        held.append({"code": centre["certification"], "valid_until": iso(at + timedelta(days=days, hours=3))})
    held.append({"code": "Forklift", "valid_until": iso(at + timedelta(days=400))})
    who = w.rng.choice(("Lukas Novák", "Marta Wiśniewska"))
    step = {"id": w.rng.randint(7100, 7990), "title": centre["name"], "status": "IN_PROGRESS", "work_centre": centre}
    return step["id"], {"run_step": step, "operator": {"name": who, "certifications": held}}


def inventory(w, want, at):
    part = w.part("BOUGHT", "RAW_METAL")
    minimum, lot = part["min_stock"], part["lot_size"]
    quantity = {"ok": minimum * 3, "reorder": minimum * 0.6, "open_request": minimum * 0.7, "negative": minimum * 0.2}[want]
    reserved = {"negative": minimum * 0.5}.get(want, minimum * 0.1)
    requests = [{"number": w.number("PR", 510, 560), "status": "CLOSED", "quantity": lot}]
    if want == "open_request":
        requests.append({"number": w.number("PR", 561, 590), "status": "OPEN", "quantity": lot})
    item = {
        "id": w.rng.randint(1200, 1900), "part": part, "quantity": round(quantity, 2), "reserved": round(reserved, 2),
        "location": f"{w.rng.choice('BL')}-{w.rng.randint(1, 40):02d}", "lot_number": w.lot(at, 20), "status": "AVAILABLE",
    }
    use = minimum / 14
    consumption = [round(w.rng.triangular(0, 2 * use), 1) for _ in range(w.rng.choice((30, 60, 90, 180)))]
    return item["id"], {"part_inventory": item, "consumption": consumption, "purchase_requests": requests, "changed": ["quantity"], "old": {"quantity": round(quantity + minimum * 0.2, 2)}}


def received_lot(w, want, at):
    part = w.part("RAW_METAL") if want == "no_heat" or w.rng.random() < 0.5 else w.part("BOUGHT")
    item = {
        "id": w.rng.randint(1900, 2400), "part": part, "quantity": part["lot_size"], "location": "GOODS-IN",
        "heat_number": w.heat() if part["category"] == "RAW_METAL" and want == "ok" else None,
    }
    return item["id"], {"part_inventory": item}


def serials(w, want, at):
    part = {**w.part("ASSEMBLY"), "serial_prefix": w.rng.choice(("LU", "PH", "GB", "SA"))}
    counter, quantity = w.rng.randint(100, 900), w.rng.choice((5, 6, 12, 24, 60))
    year, week, _ = at.isocalendar()
    stem = f"{part['serial_prefix']}{year % 100:02d}{week:02d}"
    used = [f"{stem}{counter - n:05d}" for n in range(1, 9)]
    if want == "duplicate":
        used.append(f"{stem}{counter + 2:05d}")
    run = {"id": w.rng.randint(800, 990), "number": w.number("RUN", 2490, 2530), "part": part, "quantity": quantity}
    return run["id"], {"run": run, "next_counter": counter, "serial_numbers": used}


def scrap(w, want, at):
    part = w.part("MADE")
    bookings = []
    for _ in range(w.rng.randint(2, 6)):
        bad = w.rng.randint(4, 9) if want == "high" else w.rng.randint(0, 1)
        bookings.append({"good": w.rng.randint(18, 40), "scrap": bad, "reasons": {w.rng.choice(("chatter marks", "bore too large", "set-up piece", "dent")): bad} if bad else {}})
    if want == "nothing_booked":
        bookings = [{"good": 0, "scrap": 0}]
    run = {"id": w.rng.randint(800, 990), "number": w.number("RUN", 2400, 2490), "part": part["number"], "planned_scrap_percent": 5.0, "bookings": bookings}
    return run["id"], {"run": run, "changed": ["status"], "old": {"status": "IN_PROGRESS"}}


def measurement(w, want, at):
    name, nominal, upper, lower = w.rng.choice((
        ("Ø20 h6 bearing seat", 20.0, 0.0, -0.013), ("Ø47 H7 bore", 47.0, 0.025, 0.0),
        ("length 118 ±0.05", 118.0, 0.05, -0.05), ("pocket depth 12 +0.1", 12.0, 0.1, 0.0),
    ))
    middle, width = nominal + (upper + lower) / 2, upper - lower
    spread = width / {"ok": 12.0, "weak": 6.6, "out": 12.0}[want]
    values = [round(w.rng.triangular(middle - 2.2 * spread, middle + 2.2 * spread), 4) for _ in range(30)]
    if want == "out":
        values[w.rng.randint(3, 20)] = round(nominal + upper + width * 0.4, 4)
        values[25] = round(nominal + upper + width * 0.2, 4)
    found = {
        "id": w.rng.randint(30100, 30900), "run": w.number("RUN", 2400, 2490), "machine": w.rng.choice(("CMM-1", "CMM-2")), "temperature_c": round(w.rng.uniform(19.4, 20.9), 1),
        "feature": {"name": name, "nominal": nominal, "upper": upper, "lower": lower}, "values": values, "resamples": w.rng.choice((400, 1000, 2000)),
    }
    # The machine writes four places: 20.0000 stays 20.0000 in the log.
    return found["id"], places({"measurement": found})


def places(value):
    def mark(item):
        if isinstance(item, float):
            return f"@@{item:.4f}@@"
        if isinstance(item, dict):
            return {key: mark(v) for key, v in item.items()}
        return [mark(v) for v in item] if isinstance(item, list) else item

    return lambda envelope: re.sub(r'"@@(-?\d+\.\d+)@@"', r"\1", json.dumps(mark({**envelope, **value}), ensure_ascii=False))


def tool(w, want, at):
    life = w.rng.choice((90, 120, 240))
    used = life * {"ok": w.rng.uniform(0.2, 0.8), "worn": 0.91, "over": 1.04}[want]
    cuts = [{"program": f"O{w.rng.randint(1000, 1400)}", "minutes": round(used / 6, 2)} for _ in range(6)]
    name = w.rng.choice(("End mill Ø10 VHM", "Drill Ø8.5 TiAlN", "Insert CNMG 120408", "Tap M8 6H"))
    found = {"id": w.rng.randint(300, 420), "pocket": w.rng.randint(1, 24), "description": name, "life_minutes": life, "loaded": True, "cuts": cuts}
    return found["id"], {"tool": found, "changed": ["cuts"]}


def nonconformance(w, want, at):
    part = w.part("MADE", "RAW_METAL")
    lots = [{"id": w.rng.randint(1200, 1900), "lot_number": w.lot(at, w.rng.randint(3, 40)), "quantity": w.rng.randint(4, 60), "unit": part["unit"]} for _ in range(w.rng.randint(1, 3))]
    report = {
        "id": w.rng.randint(60, 99), "number": w.number("NCR", 160, 199), "severity": w.rng.choice(("CRITICAL", "MAJOR", "MINOR")),
        "origin": "SUPPLIER" if part["category"] == "RAW_METAL" else "INTERNAL", "part": part["number"], "lots": lots,
        "description": "Bore out of round after clamping, see measurement.",
    }
    return report["id"], {"nonconformance": report}


def part_delete(w, want, at):
    part = w.part("MADE", "ASSEMBLY")
    if want == "ok":
        part.update(id=w.rng.randint(61, 90), number=w.number("X", 9001, 9030), description="Test part, do not use", state="DRAFT")
    part["used_in"] = w.rng.sample(["AS-200", "AS-210", "AS-225"], 2) if want == "used" else []
    part["movements"] = w.rng.randint(3, 400) if want == "moved" else 0
    return part["id"], {"part": part}


def engineering_change(w, want, at):
    items = [{"part": w.part("MADE", "ASSEMBLY")["number"], "owner": w.rng.choice(("ana@example.com", "wei@example.com")), "disposition": w.rng.choice(("USE_UP", "REWORK", "SCRAP"))} for _ in range(w.rng.randint(1, 5))]
    if want == "no_owner":
        items[-1]["owner"] = ""
    change = {"id": w.rng.randint(40, 70), "number": w.number("ECO", 310, 340), "title": "Chamfer on the bearing seat", "affected_parts": items}
    return change["id"], {"engineering_change": change}

"""The shop behind the demo: parts, suppliers, people, machines, customers.

Everything that the contexts name comes from here, so that part 34 is the same
part in every log.
"""

from datetime import timedelta

SITES = ("BER-2", "LIS-1")

# number, description, category, unit, unit cost, site (None = bought), state, minimum, lot
PARTS = (
    ("A-1004", "Bearing housing, anodised", "MADE", "pcs", "48.20", "BER-2", "RELEASED", 20, 25),
    ("A-1011", "Flange DN40, turned", "MADE", "pcs", "31.75", "BER-2", "PRODUCTION", 40, 50),
    ("A-1023", "Motor bracket, left", "MADE", "pcs", "12.40", "LIS-1", "RELEASED", 60, 100),
    ("A-1024", "Motor bracket, right", "MADE", "pcs", "12.40", "LIS-1", "RELEASED", 60, 100),
    ("A-1038", "Spindle shaft Ø20 h6", "MADE", "pcs", "86.90", "BER-2", "PRODUCTION", 10, 10),
    ("A-1052", "Cover plate 180 × 120", "MADE", "pcs", "9.85", "LIS-1", "PROTOTYPE", 0, 20),
    ("A-1066", "Clamping ring, split", "MADE", "pcs", "22.10", "BER-2", "RELEASED", 30, 40),
    ("A-1071", "Valve body, stainless", "MADE", "pcs", "134.00", "BER-2", "PRODUCTION", 8, 12),
    ("A-1080", "Sensor mount M12", "MADE", "pcs", "6.30", "LIS-1", "RELEASED", 150, 200),
    ("A-1093", "Guide rail 600 mm, ground", "MADE", "pcs", "58.00", "BER-2", "RELEASED", 16, 20),
    ("A-1107", "Gear z32 m2, hardened", "MADE", "pcs", "41.60", "BER-2", "PRODUCTION", 24, 24),
    ("A-1118", "Nozzle insert, brass", "MADE", "pcs", "7.15", "LIS-1", "PROTOTYPE", 0, 50),
    ("AS-200", "Linear unit LU-600", "ASSEMBLY", "pcs", "612.00", "BER-2", "RELEASED", 4, 5),
    ("AS-210", "Pump head P40", "ASSEMBLY", "pcs", "438.50", "BER-2", "PRODUCTION", 6, 6),
    ("AS-225", "Gearbox GB-32", "ASSEMBLY", "pcs", "389.00", "BER-2", "PRODUCTION", 5, 5),
    ("AS-240", "Sensor arm, two axes", "ASSEMBLY", "pcs", "174.30", "LIS-1", "RELEASED", 12, 12),
    ("P-3001", "Screw M6x20 ISO 4762 A2", "BOUGHT", "pcs", "0.11", None, "RELEASED", 2000, 5000),
    ("P-3002", "Screw M8x30 ISO 4762 A2", "BOUGHT", "pcs", "0.19", None, "RELEASED", 1500, 2500),
    ("P-3010", "Dowel pin 6m6x24", "BOUGHT", "pcs", "0.42", None, "RELEASED", 400, 500),
    ("P-3025", "Deep groove bearing 6004-2RS", "BOUGHT", "pcs", "4.85", None, "RELEASED", 80, 100),
    ("P-3026", "Angular bearing 7202 pair", "BOUGHT", "set", "63.40", None, "RELEASED", 10, 10),
    ("P-3040", "O-ring 38x3 FKM", "BOUGHT", "pcs", "0.94", None, "RELEASED", 300, 500),
    ("P-3055", "Servo motor 400 W", "BOUGHT", "pcs", "218.00", None, "RELEASED", 6, 6),
    ("P-3061", "Inductive sensor M12 PNP", "BOUGHT", "pcs", "27.90", None, "RELEASED", 40, 50),
    ("P-3077", "Cable chain 18x25, 1 m", "BOUGHT", "m", "14.60", None, "RELEASED", 20, 25),
    ("P-3090", "Loctite 243, 50 ml", "BOUGHT", "pcs", "19.80", None, "RELEASED", 6, 12),
    ("M-5001", "Bar EN AW-6082 Ø50", "RAW_METAL", "m", "21.30", None, "RELEASED", 30, 36),
    ("M-5002", "Bar 1.4404 Ø60", "RAW_METAL", "m", "74.90", None, "RELEASED", 12, 18),
    ("M-5003", "Plate EN AW-5083 12 mm", "RAW_METAL", "m2", "168.00", None, "RELEASED", 4, 6),
    ("M-5004", "Bar 16MnCr5 Ø70", "RAW_METAL", "m", "33.40", None, "RELEASED", 18, 24),
    ("M-5005", "Bar CW614N Ø20", "RAW_METAL", "m", "11.75", None, "RELEASED", 24, 30),
)

SUPPLIERS = (
    ("Stahlhandel Brandt GmbH", "DE", "5"),
    ("Aços do Tejo Lda", "PT", "3"),
    ("Kowalski Łożyska sp. z o.o.", "PL", "0"),
    ("Nordic Fasteners AB", "SE", "10"),
    ("ACME Motion Ltd", "GB", "0"),
    ("Dichtungstechnik Möller", "DE", "5"),
    ("Svoboda Kalírna s.r.o.", "CZ", "0"),
    ("Tanaka Sensors K.K.", "JP", "2"),
)

# e-mail, name, role
PEOPLE = (
    ("ana@example.com", "Ana Ferreira", "QUALITY"),
    ("wei@example.com", "Wei Zhang", "PLANNER"),
    ("tom@example.com", "Tom Becker", "BUYER"),
    ("priya@example.com", "Priya Nair", "LEAD_BUYER"),
    ("lukas@example.com", "Lukas Novák", "OPERATOR"),
    ("marta@example.com", "Marta Wiśniewska", "OPERATOR"),
    ("jo@example.com", "Jo O'Connor", "WAREHOUSE"),
    ("sofia@example.com", "Sofia Almeida", "PLANT_MANAGER"),
)

# code, name, hourly rate, certification that its operators need
WORK_CENTRES = (
    ("SAW-1", "Band saw", 38.0, None),
    ("LATHE-2", "CNC lathe, 2 axes", 64.5, None),
    ("MILL-5X", "5-axis mill", 92.0, None),
    ("GRIND-1", "Cylindrical grinder", 71.0, None),
    ("WELD-1", "TIG welding booth", 58.0, "ISO 9606-1"),
    ("HEAT-1", "Vacuum furnace", 110.0, "AMS 2750"),
    ("NDT-1", "Dye penetrant test", 66.0, "EN ISO 9712 PT2"),
    ("ASSY-3", "Assembly bench 3", 44.0, None),
)

# name, company, street, postcode, city, country, language
CUSTOMERS = (
    ("Jürgen Weiß", "Weiß Sondermaschinen", "Königstraße 14", "10115", "Berlin", "DE", "de"),
    ("Inês Magalhães", "Oficina do Douro", "Rua de São João 8", "4000-123", "Porto", "PT", "pt"),
    ("Łukasz Żak", "Żak Automatyka", "ul. Długa 5/7", "31-147", "Kraków", "PL", "pl"),
    ("Tereza Dvořáková", "Dvořák a syn", "Masarykova 22", "602 00", "Brno", "CZ", "cs"),
    ("Oliver Hughes", "Hughes Robotics Ltd", "12 Mill Lane", "CB2 1TN", "Cambridge", "GB", "en"),
    ("田中 美咲", "田中製作所", "神田 3-4-5", "101-0041", "東京都千代田区", "JP", "ja"),
    ("Camille Lefèvre", "Atelier Lefèvre", "8 rue de la Forge", "69003", "Lyon", "FR", "fr"),
    ("Nils Petersen", "Petersen Bootsbau", "Am Hafen 3", "24103", "Kiel", "DE", "de"),
    ("Beatriz Sousa", "Sousa Drones", "Avenida da Liberdade 110", "1250-146", "Lisboa", "PT", "pt"),
)


def iso(moment):
    """Times in a context are UTC with an offset that every Python since 3.7 reads."""
    return moment.isoformat(timespec="seconds")


class World:
    """Random but seeded choices out of the tables above."""

    def __init__(self, rng):
        self.rng = rng

    def part(self, *categories):
        rows = [p for p in PARTS if not categories or p[2] in categories]
        return self.part_of(self.rng.choice(rows))

    def part_of(self, row):
        number, description, category, unit, cost, site, state, minimum, lot = row
        # Bought parts belong to no site: the key is absent, not null.
        place = {"site": site} if site else {}
        return {
            "id": 20 + PARTS.index(row),
            "number": number,
            "description": description,
            "category": category,
            "revision": "ABCD"[(PARTS.index(row) * 5) % 4],
            "state": state,
            **place,
            "unit": unit,
            "unit_cost": cost,
            "on_hand": self.rng.choice((0, 4, 12, 35, 120)),
            "min_stock": minimum,
            "lot_size": lot,
            "supplier_id": 1 + PARTS.index(row) % len(SUPPLIERS),
        }

    def supplier(self):
        name, country, over = self.rng.choice(SUPPLIERS)
        number = 1 + [s[0] for s in SUPPLIERS].index(name)
        return {"id": number, "name": name, "country": country, "over_delivery_percent": over}

    def work_centre(self, certified=None):
        rows = [w for w in WORK_CENTRES if certified is None or bool(w[3]) == certified]
        code, name, rate, certification = self.rng.choice(rows)
        found = {"code": code, "name": name, "hourly_rate": rate}
        return {**found, "certification": certification} if certification else found

    def customer(self):
        return self.rng.choice(CUSTOMERS)

    def number(self, prefix, low, high):
        return f"{prefix}-{self.rng.randint(low, high)}"

    def heat(self):
        return f"{self.rng.randint(200000, 799999)}{self.rng.choice('ABKMT')}"

    def lot(self, at, days):
        day = at - timedelta(days=days)
        return f"{day:%y%m%d}-{self.rng.getrandbits(24):06X}"

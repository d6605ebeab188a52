"""The executions of the demo project: what ran, on what, when and for whom.

Everything comes from one seed and from `base`, the moment that counts as now:
the same base gives the same executions, ids and times, so that filling twice
only yields duplicates. Dates inside the contexts follow base too.
"""

import hashlib
import json
import random
import uuid
from datetime import datetime, timedelta, timezone

from plan import NAMES, PLAN, WEEK
from world import PEOPLE, World

DEFAULT_BASE = datetime(2026, 11, 20, 10, 0, tzinfo=timezone.utc)

# How busy the shop is, by hours before now: whoever looks does so in working hours.
BUSY = (5, 6, 5, 4, 2, 5, 6, 3, 1) + (0.15,) * 10 + (1, 4, 6, 6, 5)

GROUPS = {
    "office": ("ana@example.com", "wei@example.com", "sofia@example.com"),
    "floor": ("lukas@example.com", "marta@example.com"),
    "warehouse": ("jo@example.com", "jo@example.com", "marta@example.com"),
    "buyer": ("tom@example.com", "priya@example.com"),
}

LAST_HOUR = 14  # so many runs are moved into the last hour: somebody is working right now


def age_between(rng, newest, oldest):
    """Seconds ago, in working hours where the span allows it."""
    for _ in range(200):
        hours = rng.uniform(newest, oldest)
        if rng.random() * max(BUSY) < BUSY[int(hours) % 24]:
            return hours * 3600
    return rng.uniform(newest, oldest) * 3600


def planned(rng):
    """The rows of the plan as single runs, each with its age."""
    for keys, event, target, kind, group, build, batches in PLAN:
        for code_file, newest, oldest, cases in batches:
            wants = [(want, expect) for want, (count, expect) in cases.items() for _ in range(count)]
            rng.shuffle(wants)
            for n, (want, expect) in enumerate(wants):
                if kind == "schedule":
                    age = (newest + 24 * n) * 3600 - rng.uniform(0.4, 3)
                else:
                    age = age_between(rng, newest + 0.02, oldest)
                yield {
                    "action_keys": list(keys), "code_file": code_file, "event": event, "target": target,
                    "kind": kind, "group": group, "build": build, "want": want, "expect": expect,
                    "age_seconds": round(age, 3), "live": newest == 0,
                }


def pair_lots(rng, rows):
    """A lot is received in the request that received its purchase line, a moment later."""
    lots = [row for row in rows if row["target"] == "PART_INVENTORY" and row["event"] == "CREATE"]
    lines = [row for row in rows if row["target"] == "PURCHASE_LINE" and row["expect"] == "ok"]
    for lot, line in zip(lots, rng.sample(lines, len(lots))):
        lot["line"] = line
        lot["age_seconds"] = round(line["age_seconds"] - rng.uniform(0.2, 0.9), 3)


def trigger_of(row):
    # The web shop moved to a new endpoint two days ago: another trigger, another hash.
    version = 2 if row["target"] == "ORDER" and row["age_seconds"] < 50 * 3600 else 1
    configuration = f"{row['kind']}:{row['event']}:{row['target']}:{version}"
    return {"kind": row["kind"], "hash": hashlib.sha256(configuration.encode()).hexdigest()[:32]}


def attributes_of(rng, row):
    if row["kind"] == "webhook":
        return {"connector_key": "webshop" if row["target"] == "ORDER" else "dhl", "status_code": 200, "delivery_id": f"{rng.getrandbits(48):012x}"}
    if row["kind"] == "schedule":
        return {"schedule": "nightly", "site": "BER-2"}
    if row["kind"] == "import":
        return {"source": "xlsx", "site": "BER-2"}
    if row["group"] in ("floor", "warehouse") or rng.random() < 0.3:
        shift = "early" if rng.random() < 0.6 else "late"
        return {"site": rng.choice(("BER-2", "BER-2", "LIS-1")), "shift": shift, "terminal": f"T{rng.randint(1, 14):02d}"}
    return {}


def user_of(rng, row):
    if row["group"] == "system":
        return None
    email = rng.choice(GROUPS[row["group"]])
    if row["action_keys"] == ["purchase_approval"]:
        # Only these may approve what the plan calls ok; the buyer is over the limit.
        email = {"over_limit": "tom@example.com"}.get(row["want"], "priya@example.com")
    email, name, role = next(p for p in PEOPLE if p[0] == email)
    return {"email": email, "name": name, "role": role}


def context_of(world, row, at, user):
    envelope = {"event": row["event"], "target": row["target"], "organization": {"id": 12, "name": "Factory One"}}
    if user:
        envelope["user"] = user
    record, found = row["build"](world, row["want"], at)
    return record, found(envelope) if callable(found) else {**envelope, **found}


def runs(base=DEFAULT_BASE, seed=20261120):
    """About 320 runs, oldest first. `expect` is ok, warned, rejected, exit:N or error:Type."""
    rng = random.Random(seed)
    rows = list(planned(rng))
    live = [row for row in rows if row["live"] and row["age_seconds"] > 3600]
    for n, row in enumerate(rng.sample(live, LAST_HOUR)):
        row["age_seconds"] = round(40 + n * 255 + rng.uniform(0, 200), 3)
    pair_lots(rng, rows)
    rows.sort(key=lambda row: -row["age_seconds"])

    world = World(rng)
    requests = {}
    for number, row in enumerate(rows, 1):
        at = base - timedelta(seconds=row["age_seconds"])
        earlier = requests.get(id(row.get("line")))
        user, request = earlier or (user_of(rng, row), str(uuid.UUID(int=rng.getrandbits(128), version=4)))
        requests[id(row)] = (user, request)
        who = user["email"] if user else "System"
        record, context = context_of(world, row, at, user)
        environment = "staging" if rng.random() < 0.06 and row["kind"] == "manual" else "production"
        yield {
            "id": f"demo-{number:04d}-{row['action_keys'][0]}",
            "action_keys": row["action_keys"],
            "code_file": row["code_file"],
            "event": row["event"],
            "target": row["target"],
            "target_record_id": None if record is None else str(record),
            "context": context,
            "triggered_by": who,
            "request_id": request,
            "environment": environment,
            "age_seconds": row["age_seconds"],
            "attributes": attributes_of(rng, row),
            "trigger": trigger_of(row),
            "expect": row["expect"],
        }


def actions_of(run):
    return [{"key": key, "name": NAMES[key]} for key in run["action_keys"]]


if __name__ == "__main__":
    for run in runs():
        text = run["context"] if isinstance(run["context"], str) else json.dumps(run["context"])
        print(run["id"], run["event"], run["target"], run["target_record_id"], run["triggered_by"], run["expect"], len(text), f"{run['age_seconds'] / 3600:.1f} h ago")

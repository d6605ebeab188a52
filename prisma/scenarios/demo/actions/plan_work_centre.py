# Sequence of the runs at a work centre with the least set-up and the least delay.
# Simple annealing: good enough, and it fits into the minutes before the shift.
import math
import random
import time

work_centre = context["work_centre"]
runs = context["runs"]
setup = context["setup_minutes"]
deadline = time.monotonic() + context["seconds"]

def penalty(order):
    clock, late, last = 0, 0, None
    for i in order:
        run = runs[i]
        if last is not None and runs[last]["family"] != run["family"]:
            clock += setup[runs[last]["family"]][run["family"]]
        clock += run["minutes"]
        late += max(0, clock - run["due_minutes"]) * run["priority"]
        last = i
    return clock + 3 * late

order = sorted(range(len(runs)), key=lambda i: runs[i]["due_minutes"])
best, best_penalty = order[:], penalty(order)
now_penalty, heat, tries = best_penalty, 400.0, 0
print(f"{work_centre['code']}: {len(runs)} runs, by due date {best_penalty:,.0f}")

while True:
    if tries % 500 == 0 and time.monotonic() >= deadline:
        break
    tries += 1
    a, b = random.randrange(len(order)), random.randrange(len(order))
    order[a], order[b] = order[b], order[a]
    new = penalty(order)
    if new <= now_penalty or random.random() < math.exp((now_penalty - new) / heat):
        now_penalty = new
        if new < best_penalty:
            best, best_penalty = order[:], new
    else:
        order[a], order[b] = order[b], order[a]
    heat = max(1.0, heat * 0.9995)

print(f"{work_centre['code']}: best {best_penalty:,.0f}")
for position, i in enumerate(best, 1):
    mutations.append({"op": "update", "target": "RUN", "id": runs[i]["id"], "values": {"position": position}})
    print(f"{position:>3}  {runs[i]['number']}  family {runs[i]['family']}  due in {runs[i]['due_minutes'] / 60:.1f} h")
result = {"penalty": best_penalty}

# Scrap of a run, against the rate that was planned for the part.
run = context["run"]

good = sum(b["good"] for b in run["bookings"])
scrap = sum(b["scrap"] for b in run["bookings"])
rate = scrap / (good + scrap) * 100

reasons = {}
for booking in run["bookings"]:
    for reason, count in booking.get("reasons", {}).items():
        reasons[reason] = reasons.get(reason, 0) + count

print(f"{run['number']}: {good} good, {scrap} scrap = {rate:.1f} % (planned {run['planned_scrap_percent']} %)")
for reason, count in sorted(reasons.items(), key=lambda item: -item[1]):
    print(f"  {reason:<18} {count:>4}  {'#' * count}")

result = {"scrap_percent": round(rate, 2)}
if rate > 2 * run["planned_scrap_percent"]:
    raise ValidationWarning(f"{run['number']}: scrap {rate:.1f} %, planned {run['planned_scrap_percent']} %")

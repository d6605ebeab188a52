# Closed orders older than the keeping time go to the archive.
# Exit code 3 tells the scheduler that there was nothing to do.
import sys
from datetime import datetime, timedelta, timezone

limit = datetime.now(timezone.utc) - timedelta(days=context["keep_days"])
old = [o for o in context["orders"] if o["status"] == "CLOSED" and datetime.fromisoformat(o["closed_at"]) < limit]

print(f"{len(context['orders'])} orders looked at, {len(old)} to archive")
if not old:
    print("nothing to archive", file=sys.stderr)
    sys.exit(3)

for order in old:
    mutations.append({"op": "archive", "target": "ORDER", "id": order["id"], "values": {}})
sys.exit(0)

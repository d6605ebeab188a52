"""A nightly job that keeps its own log with Runlens.

  export RUNLENS_URL=http://127.0.0.1:3000 RUNLENS_API_KEY=...
  python3 example.py
"""
import logging
import sys
from typing import Dict, List

import runlens

log = logging.getLogger("stock")

Part = Dict[str, int]


@runlens.action(event="UPDATE", target="PART", target_record_id=lambda part: part["id"])
def check_part(part: Part) -> bool:
    """Called for itself it is an execution; within another one it is a step of that."""
    if part["quantity"] < 0:
        raise ValueError("Part %d has a quantity of %d" % (part["id"], part["quantity"]))
    if part["quantity"] == 0:
        log.warning("part %d is sold out", part["id"], extra={"part": part["id"]})
    return part["quantity"] > 0


def main() -> int:
    log.setLevel(logging.INFO)
    log.addHandler(runlens.Handler())
    good: List[Part] = [{"id": 34, "quantity": 5}, {"id": 35, "quantity": 0}]

    with runlens.using(triggered_by="cron", environment="production"):
        # live=True: the log page shows it while it runs.
        with runlens.execution(event="SYNC", target="STOCK", actions=["nightly"], live=True) as run:
            run.context = {"parts": good}
            with run.step("Read parts", connector="database", input={"limit": 100}) as step:
                step.output = {"rows": len(good)}
                log.info("read %d parts", len(good), extra={"event": "rows_read"})
            run.result = {"in_stock": sum(check_part(part) for part in good)}
            run.skip_step("Order parts", connector="http", reason="enough in stock")
            run.attributes["parts"] = len(good)

        try:
            check_part({"id": 36, "quantity": -1})
        except ValueError as error:
            print("refused: %s" % error)

    print(run.id)
    return 0


if __name__ == "__main__":
    sys.exit(main())

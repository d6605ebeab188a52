#!/usr/bin/env python3
"""Fills the demo project by really running the actions, newest first.

  python3 fill.py --base 2026-11-20T10:00:00Z [--limit N] [--jobs 2]
      sends to RUNLENS_URL with RUNLENS_API_KEY; run again with the same base
      it sends the same ids, so what is there already counts as a duplicate
  python3 fill.py --base ... --write recordings.ndjson.gz
      writes the lines for the wire instead, behind a first line {"base": "..."}

Prints `filled 40 of 320` after every batch. The exit code is 0 only when the
server has everything.
"""

import argparse
import gzip
import io
import json
import os
import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "..", "..", "clients", "python")]

import runlens  # noqa: E402
from runs import actions_of, runs  # noqa: E402

BATCH = 20
TRIES = 6
REQUEST_SECONDS = 60


def code_of(run):
    with open(os.path.join(HERE, "actions", run["code_file"]), encoding="utf-8", newline="") as file:
        return file.read()


def raised_action(run, code, stderr):
    """In a file of several actions: the one whose lines the traceback enters from the top."""
    line = re.search(r'File "<action>", line (\d+), in <module>', stderr) or re.search(r'File "<action>", line (\d+)', stderr)
    above = "\n".join(code.split("\n")[: int(line.group(1))]) if line else ""
    marks = re.findall(r"^# --- (\w+) ---$", above, re.M)
    return marks[-1] if marks else run["action_keys"][0]


def record(run, base):
    """Runs one action with its clock at the moment it is said to have happened. Gives the wire's dict."""
    code = code_of(run)
    at = base - timedelta(seconds=run["age_seconds"])
    execution = runlens.record(
        code, run["context"], event=run["event"], target=run["target"], id=run["id"], created_at=at, at=at,
        target_record_id=run["target_record_id"], actions=actions_of(run), request_id=run["request_id"],
        triggered_by=run["triggered_by"], environment=run["environment"], trigger=run["trigger"],
        attributes=run["attributes"], send=False,
    ).execution
    if execution.get("raised_action"):
        execution["raised_action"] = raised_action(run, code, execution["output"].get("stderr", ""))
    return execution


def post(lines):
    """-> {index: reason} of the refused lines. Waits while the server is starting or busy."""
    for attempt in range(TRIES):
        try:
            return runlens.post(lines, REQUEST_SECONDS)
        except runlens.Refused as error:
            if len(lines) == 1:
                return {0: error}
            # Too large together, or one that spoils the request: halves find it.
            half = len(lines) // 2
            later = {half + index: reason for index, reason in post(lines[half:]).items()}
            return {**post(lines[:half]), **later}
        except runlens.Away as error:
            if attempt == TRIES - 1:
                raise SystemExit(f"The server did not take the executions: {error}")
            time.sleep(min(8, 0.5 * 2**attempt))


def fill(base, limit, jobs, deliver):
    """Records in parallel, delivers batches in order. Returns how many the other side refused."""
    todo = list(reversed(list(runs(base))))[:limit]
    refused, batch = 0, []
    with ThreadPoolExecutor(jobs) as pool:
        futures = [pool.submit(record, run, base) for run in todo]
        try:
            for done, future in enumerate(futures, 1):
                batch.append(runlens.to_json(future.result()))
                if len(batch) == BATCH or done == len(todo):
                    refused += deliver(batch)
                    batch = []
                    print(f"filled {done} of {len(todo)}", flush=True)
        except BaseException:
            for future in futures:
                future.cancel()
            raise
    return refused


def send(lines):
    refused = post(lines)
    for index, reason in refused.items():
        print(f"{json.loads(lines[index])['id']} was refused: {reason}", file=sys.stderr)
    return len(refused)


def moment(text):
    found = datetime.fromisoformat(re.sub("[zZ]$", "+00:00", text))
    return found if found.tzinfo else found.replace(tzinfo=timezone.utc)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=moment, required=True, help="the moment that counts as now")
    parser.add_argument("--limit", type=int, help="only the newest N")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--write", metavar="FILE", help="write gzipped NDJSON instead of sending")
    options = parser.parse_args()
    if not options.write:
        return 1 if fill(options.base, options.limit, options.jobs, send) else 0

    text = io.StringIO()
    text.write(json.dumps({"base": options.base.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")}) + "\n")
    fill(options.base, options.limit, options.jobs, lambda lines: text.writelines(line + "\n" for line in lines) or 0)
    # No name and no time in the gzip header; the file appears whole or not at all.
    with open(options.write + ".part", "wb") as raw:
        raw.write(gzip.compress(text.getvalue().encode(), 9, mtime=0))
    os.replace(options.write + ".part", options.write)
    return 0


if __name__ == "__main__":
    sys.exit(main())

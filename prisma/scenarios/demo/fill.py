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
import os
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "..", "..", "clients", "python")]

import runlens  # noqa: E402
from runs import actions_of, runs  # noqa: E402

BATCH = 20
TIMEOUT_SECONDS = 60


def code_of(run):
    with open(os.path.join(HERE, "actions", run["code_file"]), encoding="utf-8", newline="") as file:
        return file.read()


def raised_action(run, code, stderr):
    """In a file of several actions: the one whose part the traceback enters first."""
    line = re.search(r'File "<action>", line (\d+)', stderr or "")
    if not line:
        return None
    above = "\n".join(code.split("\n")[: int(line.group(1))])
    marks = re.findall(r"^# --- (\w+) ---$", above, re.M)
    return marks[-1] if marks else run["action_keys"][0]


def record(run, base):
    """Runs one action with its clock at the moment it is said to have happened."""
    code = code_of(run)
    at = base - timedelta(seconds=run["age_seconds"])
    recorded = runlens.record(
        code, run["context"], event=run["event"], target=run["target"], id=run["id"], created_at=at, at=at,
        target_record_id=run["target_record_id"], actions=actions_of(run), request_id=run["request_id"],
        triggered_by=run["triggered_by"], environment=run["environment"], trigger=run["trigger"],
        attributes=run["attributes"], timeout=TIMEOUT_SECONDS, send=False,
    )
    return recorded

"""python3 test_demo.py: the plan is whole, and every run really ends as planned."""

import collections
import gzip
import json
import os
import sys
import unittest
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone

import fill
from plan import NAMES
from runs import DEFAULT_BASE, runs

ACTIONS = os.path.join(fill.HERE, "actions")
RECORDINGS = os.path.join(fill.HERE, "recordings.ndjson.gz")
OTHER_BASE = datetime(2028, 2, 29, 23, 59, 30, tzinfo=timezone.utc)


def outcome_of(execution):
    output = execution["output"]
    if output["outcome"] == "exit":
        return f"exit:{output['exit_code']}"
    if output["outcome"] == "error":
        if "SyntaxError" in output["stderr"]:
            return "error:SyntaxError"
        return "error:" + output["validation_message"].split(":")[0].split(".")[-1]
    return output["outcome"]


def is_failure(expect):
    return expect == "rejected" or expect.startswith("error:") or (expect.startswith("exit:") and expect != "exit:0")


class Plan(unittest.TestCase):
    def setUp(self):
        self.runs = list(runs())

    def test_same_every_time(self):
        self.assertEqual(self.runs, list(runs()))

    def test_ids_are_unique_and_last_for_any_base(self):
        ids = [run["id"] for run in self.runs]
        self.assertEqual(len(ids), len(set(ids)))
        self.assertEqual(ids, [run["id"] for run in runs(OTHER_BASE)])

    def test_every_file_is_used_and_every_action_named(self):
        self.assertEqual({run["code_file"] for run in self.runs}, {name for name in os.listdir(ACTIONS) if name.endswith(".py")})
        self.assertEqual({key for run in self.runs for key in run["action_keys"]}, set(NAMES))

    def test_as_many_actions_as_a_shop_has(self):
        self.assertTrue(25 <= len(NAMES) <= 30, len(NAMES))
        expected = {run["expect"] for run in self.runs}
        self.assertTrue({"error:SyntaxError", "error:NameError"} <= expected, expected)

    def test_shares(self):
        total = len(self.runs)
        self.assertTrue(300 <= total <= 345, total)
        failures = sum(is_failure(run["expect"]) for run in self.runs) / total
        warnings = sum(run["expect"] == "warned" for run in self.runs) / total
        self.assertTrue(0.19 <= failures <= 0.25, failures)
        self.assertTrue(0.06 <= warnings <= 0.10, warnings)

    def test_times(self):
        ages = [run["age_seconds"] for run in self.runs]
        self.assertTrue(min(ages) > 0 and max(ages) < 6 * 86400)
        self.assertGreaterEqual(sum(age < 3600 for age in ages), 10)
        burst = [run for run in self.runs if run["code_file"] == "check_part_log_part.v2.py"]
        self.assertGreaterEqual(sum(run["expect"] == "error:KeyError" for run in burst), 10)

    def test_large_context(self):
        sizes = [len(json.dumps(run["context"])) for run in self.runs]
        self.assertGreater(max(sizes), 1_800_000)
        self.assertEqual(sum(size > 500_000 for size in sizes), 1)

    def test_a_group_is_marked_in_its_code(self):
        for run in self.runs:
            marks = [key for key in run["action_keys"] if f"# --- {key} ---\n" in fill.code_of(run)]
            self.assertEqual(marks, run["action_keys"] if len(run["action_keys"]) > 1 else [], run["code_file"])


class Recorded(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.runs = list(runs(OTHER_BASE))
        with ThreadPoolExecutor(2) as pool:
            cls.executions = list(pool.map(lambda run: fill.record(run, OTHER_BASE), cls.runs))

    def test_outcomes(self):
        for run, execution in zip(self.runs, self.executions):
            with self.subTest(run["id"], file=run["code_file"]):
                self.assertEqual(outcome_of(execution), run["expect"], execution["output"].get("stderr"))
                self.assertEqual(execution["status"], "failed" if is_failure(run["expect"]) else "success")

    def test_raised_action(self):
        raised = collections.defaultdict(set)
        for run, execution in zip(self.runs, self.executions):
            if len(run["action_keys"]) > 1 and execution.get("raised_action"):
                raised[run["expect"], run["target"]].add(execution["raised_action"])
        self.assertEqual(raised["error:TypeError", "RUN_STEP"], {"book_labour"})
        self.assertEqual(raised["rejected", "RUN_STEP"], {"complete_run_step"})
        self.assertEqual(raised["warned", "ORDER"], {"reserve_stock"})
        self.assertEqual(raised["rejected", "ORDER"], {"order_webhook", "reserve_stock"})
        self.assertEqual(raised["error:KeyError", "PART"], {"check_part"})

    def test_extremes(self):
        self.assertGreater(max(len(e["output"]["stdout"]) for e in self.executions), 280_000)
        self.assertGreater(max(e["duration_ms"] for e in self.executions), 1400)

    def test_lines_are_json_that_keeps_digits(self):
        for run, execution in zip(self.runs, self.executions):
            line = fill.runlens.to_json(execution)
            self.assertNotIn("\n", line)
            self.assertEqual(json.loads(line)["id"], run["id"])
            if isinstance(run["context"], str):
                self.assertIn(run["context"], line)


class Recordings(unittest.TestCase):
    """The file for machines without Python holds the same executions."""

    def test_file(self):
        self.assertLess(os.path.getsize(RECORDINGS), 1_500_000)
        with gzip.open(RECORDINGS, "rt", encoding="utf-8") as file:
            header, *lines = file.read().splitlines()
        base = fill.moment(json.loads(header)["base"])
        expected = {run["id"]: run for run in runs(base)}
        found = {}
        for line in lines:
            execution = json.loads(line)
            found[execution["id"]] = execution
        self.assertEqual(set(found), set(expected))
        for name, run in expected.items():
            self.assertEqual(outcome_of(found[name]), run["expect"], name)
            self.assertEqual(found[name]["code"], fill.code_of(run), name)
            context = json.loads(run["context"]) if isinstance(run["context"], str) else run["context"]
            self.assertEqual(found[name]["context"], context, name)
        self.assertLess(max(e["created_at"] for e in found.values()), base.strftime("%Y-%m-%dT%H:%M:%S"))


if __name__ == "__main__":
    sys.exit(unittest.main())

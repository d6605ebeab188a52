"""With statements: executions, their steps and entries."""
import gzip
import unittest
from unittest import mock

import runlens
from live_case import Case


class WithStatement(Case):
    def test_steps_entries_and_all_that_is_said(self):
        with runlens.execution(event="SYNC", target="PART", target_record_id="34",
                               request_id="r", triggered_by="ana", environment="test",
                               trigger={"kind": "cron"}, actions=["sync"], id="own-1",
                               context=runlens.RawJson('{"n": 1.0}'), attributes={"a": 1}) as run:
            self.assertIs(runlens.current(), run)
            with run.step("Read", connector="http", input={"id": 34}) as read:
                with run.step("Part of it") as inner:
                    inner.log("warning", "odd", event="odd_row", data={"row": 3})
                read.output = {"rows": 2}
            run.skip_step("Mail", connector="smtp", reason="nobody listens")
            with self.assertRaises(KeyError):
                with run.step("Write"):
                    raise KeyError("x")
            with run.step("Check") as checking:
                checking.fail("not good")
            run.attributes["b"] = 2
            run.result = [1, 2]
        self.assertIsNone(runlens.current())
        item = self.one()
        self.assertEqual(item["id"], "own-1")
        self.assertEqual(item["status"], "success")
        self.assertEqual(item["trigger"], {"kind": "cron"})
        self.assertEqual(item["attributes"], {"a": 1, "b": 2})
        self.assertEqual(item["output"]["result"], [1, 2])
        self.assertEqual(
            [(s["seq"], s.get("parent_seq"), s["name"], s["status"], s.get("error"))
             for s in item["steps"]],
            [(1, None, "Read", "success", None), (2, 1, "Part of it", "success", None),
             (3, None, "Mail", "skipped", "nobody listens"),
             (4, None, "Write", "failed", "KeyError: 'x'"),
             (5, None, "Check", "failed", "not good")])
        self.assertEqual((item["steps"][0]["input"], item["steps"][0]["output"]),
                         ({"id": 34}, {"rows": 2}))
        entry, = item["entries"]
        self.assertEqual([entry[name] for name in ("seq", "level", "event", "message", "data")],
                         [1, "warning", "odd_row", "odd", {"row": 3}])
        self.assertIn(b'"context": {"n": 1.0}',
                      gzip.decompress(self.server.requests[0][2]))

    def test_what_is_raised_and_what_only_failed(self):
        with self.assertRaises(ValueError):
            with runlens.execution(event="E", target="T"):
                raise ValueError("x")
        with runlens.execution(event="E", target="T") as run:
            run.fail("three rows are bad")
        self.assertEqual(
            [(item["status"], item["validation_message"]) for item in self.sent().values()],
            [("failed", "ValueError: x"), ("failed", "three rows are bad")])
        with self.assertRaises(ValueError):
            runlens.execution(event="E")

    def test_many_steps_and_large_ones(self):
        with mock.patch.object(runlens, "MOST_STEPS", 3), \
                mock.patch.object(runlens, "STEP_BYTES", 1000):
            with runlens.execution(event="E", target="T") as run:
                for _ in range(5):
                    with run.step("s", input="x" * 600):
                        pass
        item = self.one()
        self.assertEqual(len(item["steps"]), 3)
        self.assertEqual(item["attributes"], {"runlens_lost_steps": 2})
        self.assertEqual([s["input"] for s in item["steps"]][1:], [{"runlens_cut": 602}] * 2)

    def test_another_process_adds_to_it(self):
        with runlens.execution(event="E", target="T", id="shared") as run:
            run.log("info", "mine")
            done = self.program("""
                with runlens.attach("shared", event="E", target="T",
                                    created_at=sys.argv[0] and os.environ["AT"]) as run:
                    run.log("info", "of another")
                    with run.step("There"):
                        pass
                with runlens.attach("shared", event="E", target="T") as again:
                    again.log("info", "and again")
                """, AT=run.created_at)
            self.assertEqual((done.returncode, done.stderr), (0, b""))
        item = self.one()
        self.assertEqual([e["message"] for e in item["entries"]],
                         ["mine", "of another", "and again"])
        self.assertEqual([(s["name"], s["status"]) for s in item["steps"]], [("There", "success")])
        self.assertEqual(item["status"], "success")


if __name__ == "__main__":
    unittest.main()

"""Executions of a program that is running: the decorator, with statements, logging, and the threads
that keep and send, against servers that are there, away, slow, full and wrong."""
import asyncio
import contextlib
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
import unittest
from unittest import mock

import runlens
import test_runlens as base

NOBODY = base.NOBODY


class Case(base.Case):
    """With a sender of its own, in this process."""

    def setUp(self):
        super().setUp()
        stack = contextlib.ExitStack()
        self.addCleanup(stack.close)
        stack.enter_context(self.here())
        sender = runlens._Sender()
        stack.enter_context(mock.patch.object(runlens, "_sender", sender))
        stack.callback(sender.stop)
        self.logger = logging.Logger("shop.stock")

    def sent(self):
        """All that has come, each execution as one: what the server makes of several messages."""
        runlens.flush(10)
        return merge(self.server.items)

    def status(self):
        return runlens.status()    # the threads see the same settings

    def one(self):
        found = self.sent()
        self.assertEqual(len(found), 1, found)
        return next(iter(found.values()))

    def program(self, code, **env):
        """A Python program that imports the client."""
        path = self.action("import runlens, logging, os, sys\n" + textwrap.dedent(code), "prog.py")
        return subprocess.run(
            [sys.executable, path], env={**self.env, "PYTHONPATH": str(base.HERE), **env},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)

    def until(self, condition):
        end = time.monotonic() + 30
        while not condition():
            self.assertLess(time.monotonic(), end, "it did not come to that")
            time.sleep(0.01)


def merge(items):
    """By the rules of the server: the end has the last word, seq makes entries and steps one."""
    found = {}
    for item in items:
        one = found.setdefault(item["id"], {"entries": {}, "steps": {}, "messages": 0})
        one["messages"] += 1
        ended = one.get("status", "running") != "running"
        if item["status"] != "running" and one.setdefault("end", item) != item:
            raise AssertionError("two ends of one execution")
        for name, value in item.items():
            if name in ("entries", "steps"):
                for child in value:
                    known = one[name].setdefault(child["seq"], child)
                    if name == "entries" and known != child:
                        raise AssertionError("two entries are one")
                    if not ended and known.get("status") in (None, "running"):
                        one[name][child["seq"]] = child
            elif not (ended and name in one):
                one[name] = value
    for one in found.values():
        for name in ("entries", "steps"):
            one[name] = [child for _, child in sorted(one[name].items())]
    return found


@runlens.action
def add(a, b=2, *more, **named):
    """Adds."""
    a.append(b)
    return sum(a)


@runlens.action(key="check", name="Check part", event="UPDATE", target="PART",
                target_record_id=lambda part: part["id"], attributes={"plant": 7})
def check(part):
    runlens.current().attributes["seen"] = True
    runlens.current().log("info", "checking")
    if not part.get("revision"):
        raise LookupError("Part %s has no revision" % part["id"])
    return part["revision"]


@runlens.action(own=True)
def alone():
    return "alone"


@runlens.action
def count(most):
    """A generator."""
    for i in range(most):
        runlens.current().log("debug", "item %d" % i)
        got = yield i
        if got:
            yield got
    return "done"


@runlens.action
async def later(value):
    await asyncio.sleep(0)
    runlens.current().log("info", value)
    await asyncio.sleep(0)
    if value == "bad":
        raise ValueError(value)
    return value


@runlens.action
async def stream():
    for i in range(3):
        await asyncio.sleep(0)
        yield i


class Action(Case):
    def test_a_call_is_an_execution(self):
        self.assertEqual(add([1], 3, 4, x=5), 4)
        item = self.one()
        self.assertEqual((item["event"], item["target"], item["status"]),
                         ("CALL", __name__, "success"))
        self.assertEqual(item["actions"], [{"key": "add"}])
        # As it was when the call came, not as the function left it.
        self.assertEqual(item["context"], {"a": [1], "b": 3, "more": [4], "named": {"x": 5}})
        self.assertEqual((item["output"]["result"], item["output"]["recorded"]), (4, False))
        self.assertNotIn("exit_code", item["output"])
        self.assertNotIn("stderr", item["output"])
        self.assertIn('@runlens.action\ndef add(a, b=2, *more, **named):\n    """Adds."""\n',
                      item["code"])
        self.assertGreater(item["finished_at"], item["started_at"])
        self.assertGreaterEqual(item["duration_ms"], 0)
        self.assertEqual((add.__name__, add.__doc__), ("add", "Adds."))

    def test_what_it_raises_goes_through(self):
        with self.assertRaises(LookupError) as caught:
            check({"id": 34})
        self.assertEqual(caught.exception.args, ("Part 34 has no revision",))
        item = self.one()
        self.assertEqual(
            [item[name] for name in ("status", "validation_message", "raised_action", "event",
                                     "target", "target_record_id", "attributes", "actions")],
            ["failed", "LookupError: Part 34 has no revision", "check", "UPDATE", "PART", 34,
             {"plant": 7, "seen": True}, [{"key": "check", "name": "Check part"}]])
        stderr = item["output"]["stderr"]
        self.assertIn('raise LookupError("Part %s has no revision"', stderr)
        self.assertNotIn("runlens.py", stderr)
        self.assertEqual([entry["message"] for entry in item["entries"]], ["checking"])

    def test_endings(self):
        class ValidationError(Exception):
            pass

        class ValidationWarning(Exception):
            pass

        for raised, status, outcome, message in (
                (ValidationError("no"), "failed", "rejected", "no"),
                (ValidationWarning("hm"), "success", "warned", "hm"),
                (SystemExit(0), "success", "exit", None),
                (SystemExit(3), "failed", "exit", "SystemExit: 3"),
                (KeyboardInterrupt(), "failed", "error", "KeyboardInterrupt")):
            with self.subTest(repr(raised)):
                self.server.items.clear()

                @runlens.action
                def ends():
                    raise raised

                with self.assertRaises(type(raised)) as caught:
                    ends()
                self.assertIs(caught.exception, raised)
                item = self.one()
                self.assertEqual(
                    (item["status"], item["output"]["outcome"], item.get("validation_message")),
                    (status, outcome, message))
                self.assertNotIn("code", item)    # stands within another function

    def test_settings_of_the_call(self):
        with runlens.using(request_id="r-1", triggered_by="ana", environment="test",
                           attributes={"tenant": "a"}):
            with runlens.using(event="CREATE"):
                check({"id": 1, "revision": "A"})
        item = self.one()
        self.assertEqual(
            [item[name] for name in ("request_id", "triggered_by", "environment", "event")],
            ["r-1", "ana", "test", "CREATE"])
        self.assertEqual(item["attributes"], {"plant": 7, "tenant": "a", "seen": True})
        with self.assertRaises(TypeError):
            with runlens.using(colour="red"):
                pass

    def test_a_call_within_a_call_is_a_step(self):
        @runlens.action
        def outer():
            alone()
            with self.assertRaises(LookupError):
                check({"id": 2})
            return check({"id": 1, "revision": "B"})

        outer()
        found = {item["actions"][0]["key"]: item for item in self.sent().values()}
        self.assertEqual(sorted(found), ["alone", "outer"])
        steps = found["outer"]["steps"]
        self.assertEqual([(s["name"], s["connector"], s["status"]) for s in steps],
                         [("Check part", "action", "failed"), ("Check part", "action", "success")])
        self.assertEqual((steps[0]["error"], steps[1]["input"], steps[1]["output"]),
                         ("LookupError: Part 2 has no revision",
                          {"part": {"id": 1, "revision": "B"}}, "B"))
        self.assertEqual([a["key"] for a in found["outer"]["actions"]], ["outer", "check"])
        self.assertEqual(found["outer"]["status"], "success")

    def test_the_innermost_action_has_raised(self):
        @runlens.action
        def outer():
            check({"id": 2})

        with self.assertRaises(LookupError):
            outer()
        self.assertEqual(self.one()["raised_action"], "check")

    def test_generators(self):
        made = count(3)
        self.assertEqual(self.server.items, [])
        self.assertEqual((next(made), made.send("x")), (0, "x"))
        self.assertIsNone(runlens.current())
        rest = []
        try:
            while True:
                rest.append(next(made))
        except StopIteration as stop:
            self.assertEqual(stop.value, "done")
        self.assertEqual(rest, [1, 2])
        item = self.one()
        self.assertEqual((item["status"], item["output"]["result"]), ("success", {"items": 4}))
        self.assertEqual([e["message"] for e in item["entries"]], ["item 0", "item 1", "item 2"])

    def test_generators_that_are_left_and_thrown_into(self):
        made = count(3)
        next(made)
        made.close()
        self.assertEqual(self.one()["status"], "success")
        self.server.items.clear()
        made = count(3)
        next(made)
        with self.assertRaises(ZeroDivisionError):
            made.throw(ZeroDivisionError("out"))
        self.assertEqual(self.one()["validation_message"], "ZeroDivisionError: out")

    def test_async_functions_at_the_same_time(self):
        async def all_of_them():
            found = await asyncio.gather(later("a"), later("b"), later("bad"),
                                         return_exceptions=True)
            return found, [item async for item in stream()]

        found, items = asyncio.run(all_of_them())
        self.assertEqual((found[:2], str(found[2]), items), (["a", "b"], "bad", [0, 1, 2]))
        sent = {item["context"].get("value", "-"): item for item in self.sent().values()}
        for key in ("a", "b", "bad"):
            self.assertEqual([e["message"] for e in sent[key]["entries"]], [key])
        self.assertEqual((sent["bad"]["status"], sent["-"]["output"]["result"]),
                         ("failed", {"items": 3}))

    def test_threads(self):
        barrier = threading.Barrier(2)

        @runlens.action
        def work(name):
            barrier.wait(10)
            runlens.current().log("info", name)

        @runlens.action
        def spread():
            thread = threading.Thread(
                target=runlens.carry(lambda: runlens.current().log("info", "from a thread")))
            thread.start()
            thread.join()

        threads = [threading.Thread(target=work, args=(name,)) for name in "ab"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        spread()
        said = sorted([e["message"] for e in item["entries"]] for item in self.sent().values())
        self.assertEqual(said, [["a"], ["b"], ["from a thread"]])

    def test_methods_and_calls_that_do_not_fit(self):
        class Shop:
            @runlens.action
            def sell(self, what):
                return what

        self.assertEqual(Shop().sell("x"), "x")
        self.assertEqual(self.one()["context"], {"what": "x"})
        with self.assertRaises(TypeError):
            Shop().sell()

    def test_values_that_are_no_json(self):
        class Bad:
            def __repr__(self):
                raise RuntimeError

        ring = []
        ring.append(ring)
        for value in (object(), Bad(), ring, {(1, 2): 3}, {1, 2}, "\ud800", b"\xff", float("nan"),
                      "x" * (runlens.CONTEXT_BYTES + 1)):
            with self.subTest(type(value).__name__):
                self.server.items.clear()

                @runlens.action
                def same(value):
                    return value

                self.assertIs(same(value), value)
                self.assertEqual(self.one()["status"], "success")
        self.assertEqual(self.one()["context"], {"runlens_cut": runlens.CONTEXT_BYTES + 14})

    def test_settings_that_raise_do_not_keep_it_from_running(self):
        @runlens.action(target_record_id=lambda: 1 / 0)
        def runs():
            return 5

        self.assertEqual(runs(), 5)
        self.assertEqual(self.sent(), {})

    def test_live_is_seen_while_it_runs(self):
        seen = []

        @runlens.action(live=True)
        def slow():
            runlens.current().log("info", "on it")
            with runlens.current().step("Read"):
                self.until(lambda: any("entries" in item for item in self.server.items))
            seen.extend(merge(self.server.items).values())

        slow()
        self.assertEqual([(item["status"], [e["message"] for e in item["entries"]],
                           [s["status"] for s in item["steps"]]) for item in seen],
                         [("running", ["on it"], ["running"])])
        self.assertEqual(self.one()["status"], "success")
        self.assertEqual(self.one()["steps"][0]["status"], "success")


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
                      base.gzip.decompress(self.server.requests[0][2]))

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


class Logging(Case):
    def setUp(self):
        super().setUp()
        self.handler = runlens.Handler()
        self.logger.addHandler(self.handler)

    def test_records_are_entries(self):
        self.logger.error("nobody listens")
        with runlens.execution(event="E", target="T"):
            self.logger.debug("d %d", 1)
            self.logger.info("i", extra={"event": "resource_completed", "rows": 12500})
            self.logger.warning("w %s", "a", "too many")
            try:
                1 / 0
            except ZeroDivisionError:
                self.logger.exception("broken")
            self.logger.critical("c")
            self.logger.log(15, "between")
        item = self.one()
        self.assertEqual(
            [(e["level"], e["message"], e["event"]) for e in item["entries"]],
            [("debug", "d 1", "shop.stock"), ("info", "i", "resource_completed"),
             ("warning", "w %s ('a', 'too many')", "shop.stock"), ("error", "broken", "shop.stock"),
             ("error", "c", "shop.stock"), ("debug", "between", "shop.stock")])
        data = [e.get("data") for e in item["entries"]]
        self.assertEqual(data[1], {"rows": 12500, "logger": "shop.stock"})
        self.assertTrue(data[3]["exception"].endswith("ZeroDivisionError: division by zero"))
        self.assertEqual((data[0], data[4]), (None, {"level": "CRITICAL"}))
        self.assertRegex(item["entries"][0]["occurred_at"], r"^\d{4}-.*\.\d{6}Z$")
        self.assertEqual(self.handler.outside_count, 1)

    def test_outside_of_any_execution(self):
        with runlens.execution(event="SERVICE", target="worker", live=True) as service:
            self.handler.outside = service
            thread = threading.Thread(target=self.logger.info, args=("from nowhere",))
            thread.start()
            thread.join()
        self.assertEqual([e["message"] for e in self.one()["entries"]], ["from nowhere"])
        self.assertEqual(self.handler.outside_count, 0)

    def test_batches_of_a_hundred(self):
        with runlens.execution(event="E", target="T", live=True):
            for i in range(1050):
                self.logger.info("%d", i)
            self.until(lambda: sum(len(item.get("entries", ())) for item in self.server.items)
                       >= 1000)
        item = self.one()
        self.assertEqual([e["message"] for e in item["entries"]], [str(i) for i in range(1050)])
        self.assertLessEqual(max(len(item.get("entries", ())) for item in self.server.items), 100)

    def test_many_entries_make_it_live(self):
        with runlens.execution(event="E", target="T") as run:
            for i in range(runlens.LIVE_ENTRIES - 1):
                run.log("info", i)
            runlens.flush()
            self.assertEqual(self.server.items, [])
            run.log("info", "one more")
            self.until(lambda: self.server.items)
            self.assertEqual(self.server.items[0]["status"], "running")
        self.assertEqual(len(self.one()["entries"]), runlens.LIVE_ENTRIES)

    def test_what_memory_has_no_room_for_is_counted_and_told(self):
        sender = runlens._sender
        with mock.patch.object(runlens, "MOST_ENTRIES", 50), sender.keep_lock:
            with runlens.execution(event="E", target="T", live=True) as run:
                for i in range(80):    # the keeper waits
                    run.log("info", i)
        item = self.one()
        self.assertEqual(len(item["entries"]), 50)
        self.assertEqual(self.status()["lost_entries"], 30)
        self.assertEqual(item["attributes"], {"runlens_lost_entries": 30})
        with runlens.execution(event="E", target="T", id="next"):
            pass
        self.assertNotIn("attributes", self.sent()["next"])

    def test_a_long_message_is_cut_and_says_so(self):
        with runlens.execution(event="E", target="T"):
            self.logger.info("x" * (runlens.VALUE_BYTES + 5))
        entry, = self.one()["entries"]
        self.assertEqual((len(entry["message"]), entry["data"]["runlens_cut"]),
                         (runlens.VALUE_BYTES, runlens.VALUE_BYTES + 5))


class Servers(Case):
    """Nothing is lost without being counted, whatever the server does."""

    def run_some(self, first, number):
        for i in range(first, first + number):
            with runlens.execution(event="E", target="T", id="run-%02d" % i, live=i % 2) as run:
                run.log("info", i)

    def settled(self):
        """What was handed over is on disk or with the server."""
        runlens._sender.keep(everything=True)

    def whole(self, number):
        def all_there():
            found = merge(self.server.items)
            return len(found) == number and all(
                item["status"] == "success" and len(item["entries"]) == 1
                for item in found.values())

        runlens._sender.hurried.set()
        self.until(lambda: runlens.flush(5)["waiting"] == 0 and all_there())
        status = self.status()
        self.assertEqual((status["lost"], status["lost_entries"], status["rejected"]), (0, 0, 0))

    def test_answers_that_are_no_verdict(self):
        partly = "<html>" * 3
        for status, answer, headers in (
                (429, "slow down", {"Retry-After": "0"}), (503, "starting", {"Retry-After": "0"}),
                (507, "full", {}), (500, "oops", {}), (200, partly, {}),
                (200, '{"accepted": 1, "r', {}), (200, "[]", {}), (401, "who?", {})):
            with self.subTest(status, answer=answer):
                self.server.items.clear()
                self.server.answer = lambda items: (status, answer, headers)
                asked = len(self.server.requests)
                self.run_some(0, 4)
                self.until(lambda: len(self.server.requests) > asked)
                self.settled()
                self.assertGreaterEqual(len(self.waiting()), 4)
                self.server.answer = None
                self.whole(4)

    def test_retry_after_is_waited_for(self):
        self.server.answer = lambda items: (429, "slow down", {"Retry-After": "3600"})
        self.run_some(0, 1)
        self.until(lambda: self.server.requests)
        self.until(lambda: runlens._sender.ended_passes)
        asked = len(self.server.requests)
        self.run_some(1, 3)
        self.settled()
        self.assertEqual(len(self.server.requests), asked)
        self.server.answer = None
        self.whole(4)

    def test_connections_that_break(self):
        for how in ("at once", "reset", "in the middle"):
            with self.subTest(how):
                self.server.items.clear()
                with broken(how) as (url, connections), self.here(RUNLENS_URL=url):
                    self.run_some(0, 3)
                    self.until(lambda: connections)
                    self.settled()
                    self.assertEqual(self.status()["lost"], 0)
                self.whole(3)

    def test_one_that_is_killed_and_comes_back(self):
        taken = self.folder / "taken"
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]

        def start():
            process = subprocess.Popen(
                [sys.executable, "-c", KEEPING_SERVER, str(port), str(taken)],
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            process.stdout.readline()
            return process

        def received():
            return [json.loads(line) for line in taken.read_text().splitlines()]

        with self.here(RUNLENS_URL="http://127.0.0.1:%d" % port):
            for round in range(3):
                process = start()
                try:
                    self.run_some(round * 10, 10)
                    self.until(lambda: taken.exists() and len(received()) > round * 10)
                finally:
                    process.kill()    # some of it may be with the server, and the answer was not
                    process.wait()
                    process.stdout.close()
            process = start()
            try:
                runlens._sender.hurried.set()
                self.until(lambda: runlens.flush(5)["waiting"] == 0)
            finally:
                process.kill()
                process.wait()
                process.stdout.close()
        found = merge(received())
        self.assertEqual(sorted(found), ["run-%02d" % i for i in range(30)])
        self.assertEqual({(item["status"], len(item["entries"])) for item in found.values()},
                         {("success", 1)})
        self.assertEqual((self.status()["lost"], self.status()["rejected"]), (0, 0))

    def test_one_that_took_it_and_lost_the_answer(self):
        real, lost = base.taken, []

        def takes_and_breaks(items):
            if len(lost) < 3:
                lost.append(items)
                self.server.items += items
                return 200, '{"accepted": 1', {}
            return real(items)

        self.server.answer = takes_and_breaks
        self.run_some(0, 6)
        self.settled()
        self.server_takes_repeats(6)

    def server_takes_repeats(self, number):
        """As whole(), of a server that gets some twice: they must be the same."""
        self.until(lambda: runlens.flush(5)["waiting"] == 0)
        by_id = {}
        for item in self.server.items:
            by_id.setdefault(item["id"], set()).add(json.dumps(item, sort_keys=True))
        self.assertEqual(len(by_id), number)
        for texts in by_id.values():    # at most one begin, one end
            self.assertLessEqual(len(texts), 2)

    def test_one_that_hangs_does_not_slow_the_program(self):
        release = threading.Event()
        self.addCleanup(release.set)

        def hang(items):
            release.wait()
            return base.taken(items)

        self.server.answer = hang
        self.run_some(0, 2)
        self.until(lambda: self.server.requests)
        begun = time.process_time()
        for i in range(2, 40):
            with runlens.execution(event="E", target="T", id="run-%02d" % i) as run:
                run.log("info", i)
        self.assertLess(time.process_time() - begun, 10)
        self.settled()    # all of it is on disk while the request hangs
        self.assertGreaterEqual(len(self.waiting()), 38)
        release.set()
        self.server.answer = None
        self.whole(40)

    def test_a_server_that_comes_late(self):
        with self.here(RUNLENS_URL=NOBODY):
            self.run_some(0, 30)
            self.settled()
            self.until(lambda: self.status()["problem"])
            self.assertEqual(self.status()["lost"], 0)
        self.whole(30)

    def test_in_the_order_in_which_it_happened(self):
        with self.here(RUNLENS_URL=NOBODY):
            self.run_some(0, 20)
            self.settled()
        self.run_some(20, 1)
        self.whole(21)
        order = [item["id"] for item in self.server.items if item["status"] == "success"]
        self.assertEqual(order, sorted(order))

    def test_a_full_spool(self):
        with self.here(RUNLENS_URL=NOBODY, RUNLENS_SPOOL_BYTES="10"), \
                mock.patch.object(runlens, "MOST_UNKEPT", 0):
            self.run_some(0, 4)
            self.settled()
        status = self.status()
        # Two were live: begin, and the end with the entry. One message each for the others.
        self.assertEqual((status["lost"], status["lost_entries"]), (6, 4))
        with runlens.execution(event="E", target="T", id="after"):
            pass
        self.assertEqual(self.sent()["after"]["attributes"],
                         {"runlens_lost": 6, "runlens_lost_entries": 4})

    def test_a_full_spool_is_no_hindrance_when_the_server_is_there(self):
        with self.here(RUNLENS_SPOOL_BYTES="10"):
            self.run_some(0, 6)
            self.settled()
            self.until(lambda: not runlens._sender.unkept)
        self.whole(6)

    def test_refused_ones_are_put_aside_and_what_they_were_to_tell_is_told_by_another(self):
        runlens.Spool().count("lost", 2)
        self.server.answer = lambda items: base.taken(items, refused={"bad"})
        for name in ("bad", "good", "last"):
            with runlens.execution(event="E", target="T", id=name):
                pass
            found = self.sent()
        self.assertEqual(sorted(found), ["good", "last"])
        self.assertEqual(found["good"]["attributes"], {"runlens_lost": 2, "runlens_refused": 1})
        self.assertNotIn("attributes", found["last"])
        self.assertEqual(self.status()["rejected"], 1)


# Keeps what it gets, one line a message, before it answers.
KEEPING_SERVER = """
import gzip, http.server, json, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        items = json.loads(gzip.decompress(self.rfile.read(int(self.headers["Content-Length"]))))
        items = items if isinstance(items, list) else [items]
        with open(sys.argv[2], "a") as f:
            f.write("".join(json.dumps(item) + chr(10) for item in items))
        data = json.dumps({"accepted": len(items), "rejected": []}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
server = http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler)
print("ready", flush=True)
server.serve_forever()
"""


@contextlib.contextmanager
def broken(how):
    """A server that takes connections and breaks them. -> its address, what has come"""
    connections = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.05)
        ended = threading.Event()

        def serve():
            while not ended.is_set():
                try:
                    connection, _ = listening.accept()
                except OSError:
                    continue
                connections.append(connection)
                with connection, contextlib.suppress(OSError):
                    if how == "reset":
                        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                                              b"\1\0\0\0\0\0\0\0")
                    elif how == "in the middle":
                        connection.recv(65536)
                        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"acc")

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield "http://127.0.0.1:%d" % listening.getsockname()[1], connections
        finally:
            ended.set()
            thread.join()


class Exits(Case):
    """Programs that end."""

    def test_everything_is_sent_at_exit(self):
        done = self.program("""
            logging.basicConfig(level=logging.INFO, handlers=[runlens.Handler()])
            @runlens.action(event="E", target="T")
            def act(n):
                logging.info("n %d", n)
            for n in range(150): act(n)
            open_one = runlens.execution(event="E", target="T", id="open").__enter__()
            logging.info("never ends")
            """)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b"", b""))
        found = merge(self.server.items)
        self.assertEqual(len(found), 151)
        self.assertEqual((found["open"]["status"], found["open"]["entries"][0]["message"]),
                         ("running", "never ends"))
        self.assertEqual(self.waiting(), [])

    def test_a_server_that_hangs_takes_no_longer_than_the_deadline(self):
        release = threading.Event()
        self.addCleanup(release.set)

        def hang(items):
            release.wait()
            return base.taken(items)

        self.server.answer = hang
        # The program comes to its end although the server never answers; it has all of 60 s.
        done = self.program("""
            with runlens.execution(event="E", target="T", id="kept"): pass
            """, RUNLENS_EXIT_TIMEOUT="0.3")
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.assertEqual(len(self.waiting()), 1)
        release.set()
        self.server.answer = None
        self.assertEqual(list(self.sent()), ["kept"])

    def test_an_exception_a_signal_and_a_kill(self):
        body = """
            @runlens.action(event="E", target="T")
            def act(): %s
            with runlens.execution(event="E", target="T", id="before"): pass
            %s
            act()
            """
        done = self.program(body % ("raise OSError('x')", ""))
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stderr.count(b"OSError: x"), 1)
        self.assertEqual(sorted(item["status"] for item in self.server.items),
                         ["failed", "success"])
        self.server.items.clear()
        # What has been handed over for a moment is on disk: a kill does not take it.
        wait = "while not runlens.status()['waiting']: __import__('time').sleep(0.01)"
        done = self.program(body % ("os.kill(os.getpid(), 9)", wait), RUNLENS_URL=NOBODY)
        self.assertEqual(done.returncode, -signal.SIGKILL)
        self.assertEqual(list(self.sent()), ["before"])

    @unittest.skipUnless(hasattr(os, "fork"), "no fork")
    def test_forks_send_nothing_twice(self):
        done = self.program("""
            run = runlens.execution(event="E", target="T", id="parent", live=True)
            with run:
                run.log("info", "before")
                children = []
                for n in range(3):
                    pid = os.fork()
                    if pid == 0:
                        run.log("info", "child %d" % n)
                        with run.step("step of %d" % n): pass
                        with runlens.execution(event="E", target="T", id="child-%d" % n): pass
                        break
                    children.append(pid)
            for pid in children if pid else ():
                assert os.waitpid(pid, 0)[1] == 0
            """, PYTHONWARNINGS="ignore")
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        found = merge(self.server.items)
        self.assertEqual(sorted(found), ["child-0", "child-1", "child-2", "parent"])
        self.assertEqual(sorted(e["message"] for e in found["parent"]["entries"]),
                         ["before", "child 0", "child 1", "child 2"])
        self.assertEqual(len(found["parent"]["steps"]), 3)
        ends = [item for item in self.server.items if item["status"] != "running"]
        self.assertEqual(len(ends), 4)
        self.assertEqual(sum("entries" in item and item["entries"][0]["message"] == "before"
                             for item in self.server.items), 1)

    @unittest.skipUnless(hasattr(os, "fork"), "no fork")
    def test_a_fork_in_the_middle_of_an_import(self):
        done = self.program("""
            import threading, time
            begun = threading.Event()
            class Slow:
                def find_spec(self, name, path=None, target=None):
                    if threading.current_thread() is not threading.main_thread():
                        begun.set()
                        time.sleep(0.3)
            sys.meta_path.insert(0, Slow())
            with runlens.execution(event="E", target="T", id="parent"): pass
            begun.wait()
            pid = os.fork()
            with runlens.execution(event="E", target="T", id=str(pid and "p" or "c")): pass
            if pid: assert os.waitpid(pid, 0)[1] == 0
            """, PYTHONWARNINGS="ignore", RUNLENS_TIMEOUT="50")
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.assertEqual(sorted(merge(self.server.items)), ["c", "p", "parent"])
        self.assertEqual(self.waiting(), [])

    def test_processes_of_multiprocessing(self):
        self.processes("fork")

    def test_processes_that_are_spawned(self):
        self.processes("spawn")

    def processes(self, method):
        done = self.program("""
            import multiprocessing
            def work(n):
                with runlens.execution(event="E", target="T", id="w-%%d" %% n) as run:
                    run.log("info", n)
            if __name__ == "__main__":
                way = multiprocessing.get_context(%r)
                with runlens.execution(event="E", target="T", id="main"): pass
                all = [way.Process(target=work, args=(n,)) for n in range(2)]
                for one in all: one.start()
                for one in all: one.join()
            """ % method, PYTHONWARNINGS="ignore")
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.assertEqual(sorted(merge(self.server.items)), ["main", "w-0", "w-1"])


if __name__ == "__main__":
    unittest.main()

"""The decorator, of functions of every kind."""
import asyncio
import threading
import unittest

import runlens
from live_case import Case, merge


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


if __name__ == "__main__":
    unittest.main()

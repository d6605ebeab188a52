"""Records of logging as entries, in batches."""
import threading
import unittest
from unittest import mock

import runlens
from live_case import Case


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


if __name__ == "__main__":
    unittest.main()

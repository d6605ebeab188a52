"""What waits in segments: many messages, crashes, and a server that takes some of them."""
import contextlib
import gzip
import signal
import subprocess
import sys
import unittest
from unittest import mock

import runlens
from client_case import HERE, NOBODY, Case, taken


class Segments(Case):
    def setUp(self):
        super().setUp()
        for name, value in (("GATHER_FILES", 5), ("SEGMENT_BYTES", 2000)):
            patch = mock.patch.object(runlens, name, value)
            patch.start()
            self.addCleanup(patch.stop)

    def ids(self, number):
        return ["run-%03d" % i for i in range(number)]

    def segments(self):
        return sorted(self.spool.glob("*.segment"))

    def expect_empty(self):
        self.assertEqual((self.waiting(), self.segments(), self.status()["waiting"]), ([], [], 0))

    def test_more_may_wait_than_there_may_be_files(self):
        with mock.patch.object(runlens, "SPOOL_FILES", 10):
            self.keep(*self.ids(200))
        status = self.status()
        self.assertEqual((status["waiting"], status["lost"]), (200, 0))
        self.assertLess(len(self.waiting()), 10)
        self.assertGreater(len(self.segments()), 2)
        self.assertLess(max(path.stat().st_size for path in self.segments()), 2100)
        self.assertEqual({path.stat().st_mode & 0o777 for path in self.segments()}, {0o600})
        self.assertEqual(self.flush(), {"sent": 200, "rejected": 0, "waiting": 0})
        self.assertEqual(self.sent_ids(), self.ids(200))
        self.assertEqual(len(self.server.requests), 4)
        self.expect_empty()

    def test_the_limit_of_bytes_is_that_of_all(self):
        with mock.patch.dict(self.env, RUNLENS_SPOOL_BYTES="4000"), self.here():
            kept = [runlens.Spool().put('{"id": "%d"}' % i) for i in range(200)]
        number = sum(path is not None for path in kept)
        self.assertLess(20, number)
        self.assertLess(number, 150)
        self.assertLessEqual(self.status()["waiting_bytes"], 4600)    # and the heads of segments
        self.assertEqual(self.flush()["sent"], number)

    def test_what_was_sent_is_not_sent_again(self):
        self.keep(*self.ids(130))
        self.server.answer = lambda items: (
            taken(items) if len(self.server.items) < 100 else (503, "busy", {}))
        self.assertEqual(self.flush(), {"sent": 100, "rejected": 0, "waiting": 30})
        self.assertEqual(self.status()["waiting"], 30)
        self.keep("later")
        self.server.answer = None
        self.flush()
        self.assertEqual(self.sent_ids(), [*self.ids(130), "later"])
        self.expect_empty()

    def test_one_that_is_refused_and_one_that_the_server_cannot_take(self):
        def answer(items):
            names = [item["id"] for item in items]
            if "run-030" in names:
                return 500, "oops", {}
            return taken(items, refused={"run-020", "run-070"})

        self.keep(*self.ids(100))
        self.server.answer = answer
        self.assertEqual(self.flush(), {"sent": 97, "rejected": 2, "waiting": 1})
        self.assertEqual((self.status()["rejected"], self.status()["lost"]), (2, 0))
        self.assertEqual(len(list((self.spool / "rejected").glob("*.json.gz"))), 2)
        self.server.answer = None
        self.flush()
        self.assertEqual(sorted(self.sent_ids()), [
            name for name in self.ids(100) if name not in ("run-020", "run-070")])
        self.assertEqual(len(self.server.items), 98)
        self.expect_empty()

    def test_what_a_crash_left_behind_the_end(self):
        self.keep(*self.ids(12))
        last = self.segments()[-1]
        with open(str(last), "ab") as f:
            f.write(b"\0\0\0\x40half a message")
        self.keep(*self.ids(24)[12:])
        self.flush()
        self.assertEqual(self.sent_ids(), self.ids(24))
        self.assertEqual((self.status()["rejected"], self.status()["lost"]), (0, 0))
        self.expect_empty()

    def test_a_crash_between_a_segment_and_its_files(self):
        self.keep(*self.ids(5))
        with mock.patch.object(runlens, "_remove"):
            self.keep("run-005")
        self.assertEqual(len(self.waiting()), 6)
        self.flush()
        self.assertEqual(sorted(set(self.sent_ids())), self.ids(6))
        self.expect_empty()

    def test_an_empty_segment(self):
        self.keep("a")
        (self.spool / "00000000000000000001-1-x.segment").touch()
        self.flush()
        self.assertEqual(self.sent_ids(), ["a"])
        self.expect_empty()

    def test_a_message_that_is_spoiled(self):
        self.keep(*self.ids(6))
        path, = self.segments()
        data = bytearray(path.read_bytes())
        data[60:64] = b"\xff" * 4    # of the first message
        path.write_bytes(bytes(data))
        self.flush()
        self.assertEqual(self.sent_ids(), self.ids(6)[1:])
        self.assertEqual((self.status()["rejected"], self.status()["lost"]), (1, 0))
        self.expect_empty()

    def test_a_segment_that_is_spoiled(self):
        for place, lost in ((0, 1), (40, 5)):    # the head, the length of the first message
            with self.subTest(place):
                self.server.items.clear()
                before = self.status()["rejected"]
                self.keep(*self.ids(6))
                path, = self.segments()
                data = bytearray(path.read_bytes())
                data[place:place + 4] = b"\xff" * 4
                path.write_bytes(bytes(data))
                self.flush()
                self.assertEqual(self.sent_ids(), self.ids(6)[5:])
                self.assertEqual(self.status()["rejected"] - before, lost)
                self.assertTrue((self.spool / "rejected" / path.name).exists())
                self.expect_empty()

    def test_a_full_disk(self):
        self.keep(*self.ids(5))
        full = mock.patch.object(runlens._Segment, "append", side_effect=OSError(28, "full"))
        with full:
            self.keep(*self.ids(9)[5:])
        self.assertEqual((len(self.waiting()), self.segments()), (9, []))
        self.flush()
        self.assertEqual(self.sent_ids(), self.ids(9))

    def test_without_locks_there_are_files(self):
        with mock.patch.object(runlens.Spool, "has_locks", False):
            self.keep(*self.ids(9))
        self.assertEqual((len(self.waiting()), self.segments()), (9, []))

    def test_who_gathers_when_another_one_is_at_it(self):
        import fcntl
        self.keep("run-000")
        with open(str(self.spool / "gather.lock"), "a") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            self.keep(*self.ids(9)[1:])
        self.assertEqual((len(self.waiting()), self.segments()), (9, []))
        self.keep("run-009")
        self.assertEqual(len(self.waiting()), 1)
        self.flush()
        self.assertEqual(self.sent_ids(), self.ids(10))

    def test_programs_that_are_killed_lose_nothing_that_was_kept(self):
        kept = []
        for round in range(4):
            process = subprocess.Popen(
                [sys.executable, "-c", KEEPING % round], stdout=subprocess.PIPE,
                env={**self.env, "RUNLENS_URL": NOBODY, "PYTHONPATH": str(HERE)})
            with process, contextlib.suppress(ProcessLookupError):
                for _ in range(40 + 7 * round):
                    kept.append(process.stdout.readline().decode().strip())
                process.send_signal(signal.SIGKILL)
                kept += process.stdout.read().decode().split("\n")[:-1]
        self.flush()
        self.assertEqual(sorted(set(kept) - set(self.sent_ids())), [])
        self.assertEqual((self.status()["rejected"], self.status()["lost"]), (0, 0))
        self.expect_empty()

    def test_programs_that_keep_and_send_at_once(self):
        processes = [subprocess.Popen(
            [sys.executable, "-c", BUSY % number], stdout=subprocess.DEVNULL,
            env={**self.env, "PYTHONPATH": str(HERE)}) for number in range(3)]
        for process in processes:
            self.assertEqual(process.wait(), 0)
        self.flush()
        wanted = ["%d-%03d" % (number, i) for number in range(3) for i in range(100)]
        self.assertEqual(sorted(set(self.sent_ids())), wanted)
        self.assertEqual((self.status()["rejected"], self.status()["lost"]), (0, 0))
        self.expect_empty()

    def test_a_segment_holds_what_a_file_holds(self):
        self.keep(*self.ids(6))
        path, = self.segments()
        with self.here():
            found = [gzip.decompress(data) for data, _ in runlens._Segment(str(path)).unsent()]
        self.assertEqual(len(found), 5)
        self.assertTrue(path.name[:20].isdigit())


# Says what it has kept, until it is killed.
KEEPING = """
import runlens
runlens.GATHER_FILES, runlens.SEGMENT_BYTES = 5, 2000
spool = runlens.Spool()
for i in range(100000):
    name = "%d-%%d" %% i
    spool.put('{"id": "' + name + '"}')
    print(name, flush=True)
"""

BUSY = """
import runlens, time
runlens.GATHER_FILES, runlens.SEGMENT_BYTES = 5, 2000
spool = runlens.Spool()
for i in range(100):
    assert spool.put('{"id": "%d-%%03d"}' %% i)
    if i %% 9 == 0:
        spool.flush(time.monotonic() + 20)
"""

if __name__ == "__main__":
    unittest.main()

"""What waits on disk while the server is away."""
import contextlib
import errno
import json
import os
import subprocess
import sys
import tempfile
import time
import unittest
from unittest import mock

import runlens
from client_case import CLIENT, NOBODY, Case, taken


class ServerAway(Case):
    def away(self, code="print('x')", *arguments, **env):
        done = self.run_action(code, *arguments, env={"RUNLENS_URL": NOBODY, **env})
        self.assertEqual((done.stdout, done.stderr, done.returncode), (b"x\n", b"", 0))

    def test_kept_and_sent_with_the_next_run(self):
        self.away("print('x')", "--id", "first")
        self.away("print('x')", "--id", "second")
        self.assertEqual(len(self.waiting()), 2)
        self.assertEqual([p.stat().st_mode & 0o777 for p in self.spool.glob("*.gz")], [0o600] * 2)
        self.assertIn("Connection refused", self.status()["problem"]["text"])
        self.run_action("print('x')", "--id", "third")
        self.assertEqual(self.sent_ids(), ["third", "first", "second"])
        self.assertEqual(self.waiting(), [])
        self.assertIsNone(self.status()["problem"])

    def test_flush_sends_the_oldest_first(self):
        self.keep(*("run-%03d" % i for i in range(120)))
        done = self.command("flush")
        self.assertEqual(json.loads(done.stdout), {"sent": 120, "rejected": 0, "waiting": 0})
        self.assertEqual(done.returncode, 0)
        self.assertEqual(self.sent_ids(), ["run-%03d" % i for i in range(120)])
        self.assertEqual(len(self.server.requests), 3)

    def test_flush_without_a_server(self):
        self.keep("a")
        done = self.command("flush", env={"RUNLENS_URL": NOBODY})
        self.assertEqual((done.returncode, json.loads(done.stdout)["waiting"]), (1, 1))

    def test_two_processes_flush_at_once(self):
        self.keep(*("run-%02d" % i for i in range(60)))

        def slowly(items):
            time.sleep(0.2)
            return taken(items)

        self.server.answer = slowly
        flushing = [subprocess.Popen([sys.executable, CLIENT, "flush"], env=self.env,
                                     stdout=subprocess.DEVNULL) for _ in range(3)]
        for process in flushing:
            process.wait()
        self.assertEqual(sorted(self.sent_ids()), ["run-%02d" % i for i in range(60)])
        self.assertEqual(self.waiting(), [])

    def test_a_stopped_process_that_holds_the_lock(self):
        import fcntl
        self.spool.mkdir()
        with contextlib.ExitStack() as files:
            for name in ("state.lock", "flush.lock"):
                fcntl.flock(files.enter_context(open(self.spool / name, "a")), fcntl.LOCK_EX)
            self.away()
            self.assertEqual(len(self.waiting()), 1)
            self.run_action("pass", "--id", "new")
        self.assertEqual(self.sent_ids(), ["new"])

    def test_a_full_spool_counts_and_a_later_execution_tells(self):
        self.away("print('x')", RUNLENS_SPOOL_BYTES="10")
        with self.here(RUNLENS_URL=NOBODY, RUNLENS_SPOOL_BYTES="10"):
            self.assertFalse(runlens.send({"event": "E"}))
        self.assertEqual(self.waiting(), [])
        self.assertEqual(self.status()["lost"], 2)
        self.assertIn("lost: the spool is full", self.status()["problem"]["text"])
        self.run_action("pass", "--id", "later")
        with self.here():
            runlens.send({"event": "E"})
        self.assertEqual(self.server.items[0]["attributes"], {"runlens_lost": 2})
        self.assertNotIn("attributes", self.server.items[1])
        self.assertEqual(self.status()["lost"], 2)

    def test_a_full_spool_is_no_hindrance_when_the_server_is_there(self):
        self.run_action("pass", env={"RUNLENS_SPOOL_BYTES": "10"})
        self.assertEqual((len(self.server.items), self.status()["lost"]), (1, 0))

    def test_a_spool_that_cannot_be_a_folder(self):
        self.spool.write_text("a file")
        self.away()
        self.run_action("pass", "--id", "direct")
        self.assertEqual(self.sent_ids(), ["direct"])

    def test_a_full_disk(self):
        full = OSError(errno.ENOSPC, "No space left on device")
        with self.here(RUNLENS_URL=NOBODY), mock.patch.object(os, "replace", side_effect=full):
            self.assertFalse(runlens.send({"event": "E"}))
        with self.here():
            self.assertEqual((runlens.status()["waiting"], runlens.status()["lost"]), (0, 1))
            self.assertEqual(list(self.spool.glob("*.part")), [])
            with mock.patch.object(os, "replace", side_effect=full):
                self.assertTrue(runlens.send({"event": "E"}))
        self.assertEqual(len(self.server.items), 1)

    def test_no_home(self):
        private = {"HOME": "/dev/null", "XDG_CACHE_HOME": "", "RUNLENS_SPOOL_DIR": "",
                   "TMPDIR": str(self.folder)}
        self.away("print('x')", **private)
        with mock.patch.object(tempfile, "tempdir", str(self.folder)):
            status = self.status(**private)
            self.assertEqual(status["waiting"], 1)
            self.assertTrue(status["spool"].startswith(str(self.folder)))
            # Open to others: not ours to trust.
            os.chmod(status["spool"], 0o777)
            self.assertNotEqual(self.status(**private)["spool"], status["spool"])

    def test_what_a_crash_left(self):
        self.keep("a", "b", "c")
        first, second, _ = self.waiting()
        data = (self.spool / first).read_bytes()
        (self.spool / first).write_bytes(data[:20])
        (self.spool / second).write_bytes(data[:12] + b"\xff" * 30)
        stale, fresh = self.spool / "old.part", self.spool / "new.part"
        stale.touch()
        fresh.touch()
        os.utime(stale, (1, 1))
        self.flush()
        self.assertEqual(self.sent_ids(), ["c"])
        self.assertEqual(self.waiting(), [])
        self.assertEqual((stale.exists(), fresh.exists()), (False, True))
        self.assertEqual(self.status()["rejected"], 2)


if __name__ == "__main__":
    unittest.main()

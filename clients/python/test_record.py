"""A recording made by a program."""
import errno
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import textwrap
import threading
import time
import unittest
from unittest import mock

import runlens
from client_case import HERE, NOBODY, Case


class Library(Case):
    def record(self, code, context="{}", **more):
        return runlens.record(textwrap.dedent(code), context, event="E", target="T", **more)

    def test_from_many_threads(self):
        done = {}

        def one(number):
            code = "import time\nprint(context['n'], time.time() > 0)\nresult = context['n']\n"
            done[number] = self.record(code, {"n": number}, id="run-%d" % number)

        with self.here(), mock.patch.dict(runlens._runtime_names, clear=True):
            path = list(sys.path)
            threads = [threading.Thread(target=one, args=(n,)) for n in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            self.assertEqual(sys.path, path)
        self.assertEqual({n: d.result for n, d in done.items()}, {n: n for n in range(8)})
        self.assertTrue(all(d.sent for d in done.values()))
        self.assertEqual(sorted(self.sent_ids()), ["run-%d" % n for n in range(8)])
        self.assertEqual(self.waiting(), [])

    def test_what_it_gives(self):
        with self.here(RUNLENS_URL=NOBODY):
            done = self.record("print('a')\nraise ValidationError('b')", {"k": 1},
                               actions=[{"key": "x", "name": "X"}], send=False)
        self.assertEqual((done.stdout, done.exit_code, done.outcome, done.validation_message),
                         (b"a\n", 1, "rejected", "b"))
        self.assertEqual((done.sent, done.execution["raised_action"]), (False, "x"))
        self.assertEqual(repr(done), "<Recorded rejected, exit code 1>")
        self.assertEqual(self.waiting(), [])

    def test_bad_context_runs_nothing(self):
        with self.here(), self.assertRaises(ValueError):
            self.record("open('/nowhere', 'w')", "{")
        self.assertEqual(self.server.requests, [])

    def test_time_limit(self):
        with self.here():
            done = self.record("print('x')\nwhile True: pass\n", timeout=0.6)
        self.assertEqual((done.exit_code, done.outcome, done.validation_message),
                         (137, "timeout", "Stopped after 0.6 s"))
        self.assertIn(done.stdout, (b"x\n", b""))    # as far as it came
        self.assertEqual(self.server.items[0]["status"], "rejected")

    def test_attributes_that_are_no_json(self):
        circle = []
        circle.append(circle)
        with self.here():
            self.assertTrue(self.record("pass", attributes={"path": pathlib.Path("/x")}).sent)
            self.assertFalse(self.record("pass", attributes={"circle": circle}).sent)
            self.assertEqual(runlens.status()["lost"], 1)
        self.assertEqual(self.server.items[0]["attributes"], {"path": "/x"})

    def test_ctrl_c_in_the_caller_stops_the_action(self):
        mark = self.folder / "pid"
        caller = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent("""
                import runlens, sys
                code = "import os, time\\nopen(%r, 'w').write(str(os.getpid()))\\ntime.sleep(60)\\n"
                try:
                    runlens.record(code % sys.argv[1], {}, event="E", target="T")
                except KeyboardInterrupt:
                    sys.exit(5)
                """), str(mark)], env={**self.env, "PYTHONPATH": str(HERE)})
        self.addCleanup(caller.kill)
        while not mark.exists() or not mark.read_text():
            time.sleep(0.02)
        caller.send_signal(signal.SIGINT)
        self.assertEqual(caller.wait(), 5)
        with self.assertRaises(ProcessLookupError):
            os.kill(int(mark.read_text()), 0)

    def test_no_room_for_temporary_files(self):
        real = tempfile.mkdtemp

        def full(prefix, dir=None):
            if dir is None:
                raise OSError(errno.ENOSPC, "No space left on device")
            return real(prefix=prefix, dir=dir)

        with self.here(), mock.patch.object(tempfile, "mkdtemp", full):
            self.assertEqual(self.record("print(1)").stdout, b"1\n")


if __name__ == "__main__":
    unittest.main()

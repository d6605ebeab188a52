"""A run from the command line: what the caller of the action sees is what the action does."""
import hashlib
import os
import signal
import subprocess
import sys
import unittest
from unittest import mock

import runlens
from client_case import CLIENT, Case


class PassThrough(Case):
    def check(self, code, stdout, stderr, exit_code):
        done = self.run_action(code)
        self.assertEqual((done.stdout, done.stderr, done.returncode), (stdout, stderr, exit_code))
        return self.server.items[-1]

    def test_bytes_of_every_origin(self):
        item = self.check(
            r"""
            import os, subprocess, sys
            sys.stdout.buffer.write(b"\xff\x00\r\n")
            sys.stdout.flush()
            os.write(1, b"\xfe straight\r")
            os.write(2, b"\xfd err")
            subprocess.run([%r, "-c", "print('child')"])
            print("\x1b[31mé", end="")
            """ % sys.executable,
            b"\xff\x00\r\n\xfe straight\rchild\n\x1b[31m\xc3\xa9", b"\xfd err", 0)
        self.assertEqual(item["output"]["stdout_base64"],
                         "/wANCv4gc3RyYWlnaHQNY2hpbGQKG1szMW3DqQ==")
        self.assertNotIn("stdout", item["output"])

    def test_exit_codes(self):
        traceback = (b'Traceback (most recent call last):\n'
                     b'  File "<action>", line 1, in <module>\n    %s\n%s\n')
        for code, stderr, exit_code, status, outcome in (
            ("pass", b"", 0, "success", "ok"),
            ("import sys; sys.exit(3)", b"", 3, "failed", "exit"),
            ("import sys; sys.exit(300)", b"", 44, "failed", "exit"),
            ("import sys; sys.exit()", b"", 0, "success", "exit"),
            ("import sys; sys.exit('bye')", b"bye\n", 1, "failed", "exit"),
            ("import sys; sys.exit(['x'])", b"['x']\n", 1, "failed", "exit"),
            ("import os; os._exit(7)", b"", 7, "failed", "exit"),
            ("raise ValidationError('no')",
             traceback % (b"raise ValidationError('no')", b"ValidationError: no"), 1, "failed",
             "rejected"),
            ("raise ValidationWarning('hm')",
             traceback % (b"raise ValidationWarning('hm')", b"ValidationWarning: hm"), 0, "success",
             "warned"),
            ("1/0", traceback % (b"1/0", b"ZeroDivisionError: division by zero"), 1, "failed",
             "error"),
        ):
            with self.subTest(code):
                item = self.check(code, b"", stderr, exit_code)
                self.assertEqual((item["status"], item["output"]["outcome"]), (status, outcome))
                self.assertEqual(item["output"]["exit_code"], exit_code)

    def test_an_action_that_is_killed(self):
        item = self.check("import os\nprint('x', flush=True)\nos.kill(os.getpid(), 9)\n",
                          b"x\n", b"", -signal.SIGKILL)
        self.assertEqual((item["status"], item["output"]["outcome"], item["output"]["exit_code"]),
                         ("failed", "killed", 137))

    def test_signals_go_on_to_the_action(self):
        for number, exit_code, outcome in (
                (signal.SIGINT, 130, "error"), (signal.SIGTERM, -signal.SIGTERM, "killed")):
            with self.subTest(number):
                process = self.start("import time\nprint('ready', flush=True)\ntime.sleep(60)\n")
                self.assertEqual(process.stdout.readline(), b"ready\n")
                process.send_signal(number)
                self.assertEqual(process.wait(), exit_code)
                self.assertEqual(self.server.items[-1]["output"]["outcome"], outcome)

    def test_an_action_may_handle_a_signal(self):
        process = self.start("""
            import signal, sys, time
            signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped in good order"))
            print("ready", flush=True)
            time.sleep(60)
            """)
        process.stdout.readline()
        process.terminate()
        self.assertEqual((process.wait(), process.stderr.read()), (1, b"stopped in good order\n"))

    def test_a_reader_that_goes_away(self):
        process = self.start("""
            try:
                while True: print("x" * 1000)
            except BrokenPipeError:
                raise SystemExit(9)
            """)
        process.stdout.read(10)
        process.stdout.close()
        self.assertIn(process.wait(), (9, 120))    # 120: Python itself, at its last flush

    def test_streams_in_order(self):
        done = self.run_action("""
            import sys
            for i in range(50):
                print("o", i)
                print("e", i, file=sys.stderr)
            """, stderr=subprocess.STDOUT)
        self.assertEqual(done.stdout.decode(), "".join("o %d\ne %d\n" % (i, i) for i in range(50)))

    def test_closed_streams(self):
        with open(os.devnull) as nothing:
            done = subprocess.run(
                ["sh", "-c", 'exec "$0" "$@" >&- 2>&-', sys.executable, CLIENT, "run",
                 self.action("print(1)"), "--event", "E", "--target", "T"],
                env=self.env, stdin=nothing)
        self.assertEqual(done.returncode, 0)
        self.assertEqual(self.server.items[0]["output"]["stdout"], "1\n")

    def test_more_output_than_is_kept(self):
        done = self.run_action("""
            line = "é%098d"
            for i in range(120000): print(line % i)
            """)
        whole = "".join("é%098d\n" % i for i in range(120000)).encode()
        self.assertEqual(hashlib.sha256(done.stdout).digest(), hashlib.sha256(whole).digest())
        output = self.server.items[0]["output"]
        self.assertLessEqual(len(output["stdout"].encode()), runlens.STREAM_BYTES)
        self.assertTrue(whole.startswith(output["stdout"].encode()))
        self.assertEqual(output["stdout_bytes"], len(whole))
        self.assertEqual(output["stdout_sha256"], hashlib.sha256(whole).hexdigest())
        self.assertNotIn("stderr_bytes", output)

    def test_a_cut_inside_a_character(self):
        with mock.patch.object(runlens, "STREAM_BYTES", 4):
            stream = runlens._Stream()
            stream.add("aéé".encode())
            self.assertEqual(stream.fields("stdout")["stdout"], "aé")
            stream = runlens._Stream()
            stream.add("aaaé".encode())
            self.assertEqual(stream.fields("stdout")["stdout"], "aaa")

    def test_an_action_that_closes_every_file(self):
        item = self.check("""
            import os, time
            os.closerange(3, 4096)
            f = open(os.devnull, "w")
            time.time()
            print("on")
            """, b"on\n", b"", 0)
        self.assertEqual(item["output"]["exit_code"], 0)

    def test_a_process_left_behind(self):
        done = self.run_action("""
            import subprocess, sys
            subprocess.Popen([sys.executable, "-c", "import time; time.sleep(4)"])
            print("done")
            """)
        self.assertEqual((done.stdout, done.returncode), (b"done\n", 0))


if __name__ == "__main__":
    unittest.main()

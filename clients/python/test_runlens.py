"""Real processes, a real HTTP server on loopback, a spool in a fresh folder."""
import contextlib
import errno
import gzip
import hashlib
import http.server
import io
import json
import os
import pathlib
import pty
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

HERE = pathlib.Path(__file__).resolve().parent
CLIENT = str(HERE / "runlens.py")
NOBODY = "http://127.0.0.1:9"    # nothing listens there


class Server(http.server.ThreadingHTTPServer):
    """Takes everything, unless answer says otherwise: items -> (status, body, headers)."""
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.requests, self.items, self.answer = [], [], None
        self.url = "http://127.0.0.1:%d" % self.server_port
        self.thread = threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    def close(self):
        self.shutdown()
        self.server_close()
        self.thread.join()

    def handle_error(self, request, client_address):
        pass    # a client that went away


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.requests.append((self.path, dict(self.headers), body))
        found = json.loads(gzip.decompress(body))
        items = found if isinstance(found, list) else [found]
        if self.server.answer:
            status, answer, headers = self.server.answer(items)
        else:
            status, answer, headers = taken(items)
        if status == 200 and isinstance(answer, dict):
            refused = {item["index"] for item in answer["rejected"]}
            self.server.items += [item for i, item in enumerate(items) if i not in refused]
        data = answer.encode() if isinstance(answer, str) else json.dumps(answer).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


def taken(items, refused=()):
    rejected = [{"index": i, "code": "invalid", "message": "bad"}
                for i, item in enumerate(items) if item["id"] in refused]
    if len(rejected) == len(items):
        return 422, {"accepted": 0, "rejected": rejected}, {}
    return 200, {"accepted": len(items) - len(rejected), "duplicates": 0, "rejected": rejected}, {}


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.spool = self.folder / "spool"
        self.server = Server()
        self.addCleanup(self.server.close)
        self.env = {
            **{name: value for name, value in os.environ.items()
               if not name.startswith(("RUNLENS_", "http_proxy", "HTTP_PROXY", "no_proxy"))},
            "RUNLENS_URL": self.server.url, "RUNLENS_API_KEY": "key-1",
            "RUNLENS_SPOOL_DIR": str(self.spool), "RUNLENS_TIMEOUT": "20",
        }

    def action(self, code, name="check_part.py"):
        path = self.folder / name
        path.write_bytes(code if isinstance(code, bytes) else textwrap.dedent(code).encode())
        return str(path)

    def command(self, *arguments, env=(), **options):
        options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE,
                   "stderr": subprocess.PIPE, **options}
        return subprocess.run([sys.executable, CLIENT, *arguments],
                              env={**self.env, **dict(env)}, **options)

    def run_action(self, code, *arguments, env=(), **options):
        return self.command("run", self.action(code), "--event", "UPDATE", "--target", "PART",
                            *arguments, env=env, **options)

    def start(self, code, *arguments, **options):
        process = subprocess.Popen(
            [sys.executable, CLIENT, "run", self.action(code), "--event", "UPDATE",
             "--target", "PART", *arguments], env=self.env, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)

        def stop():
            process.kill()
            process.wait()
            process.stdout.close()
            process.stderr.close()

        self.addCleanup(stop)
        return process

    def in_process(self, *arguments):
        """The command line without a process. -> exit code, stdout, stderr"""
        out, err = io.StringIO(), io.StringIO()
        with self.here(), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                code = runlens.main(arguments)
            except SystemExit as error:
                code = error.code
        return code, out.getvalue(), err.getvalue()

    def status(self, **env):
        with self.here(**env):
            return runlens.status()

    def flush(self):
        with self.here():
            return runlens.flush()

    def waiting(self):
        return sorted(path.name for path in self.spool.glob("*.json.gz"))

    @contextlib.contextmanager
    def here(self, **env):
        """The settings of the tests in this process."""
        with mock.patch.dict(os.environ, {**self.env, **env}, clear=True):
            yield

    def keep(self, *ids):
        """Puts executions into the spool, in this order."""
        with self.here():
            for name in ids:
                runlens.Spool().put(json.dumps({"id": name, "event": "E", "target": "T"}))

    def sent_ids(self):
        return [item["id"] for item in self.server.items]


class PassThrough(Case):
    """What the caller of the action sees is what the action does."""

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


class Wire(Case):
    """What the server gets."""

    def test_every_option(self):
        context = self.folder / "context.json"
        context.write_text('\ufeff{"n": 12345678901234567890.10, "n": 1e400, "x": "\\u0000"}',
                           encoding="utf-8")
        self.run_action(
            "raise ValidationError('Part 34 has no revision')", "--context", str(context),
            "--id", "run-1", "--target-record-id", "34", "--action", "one", "--action", "two",
            "--request-id", "req", "--triggered-by", "ana@example.com", "--environment", "test",
            "--env", "SHOWN", env={"SHOWN": "é", "HIDDEN": "1"})
        (path, headers, body), = self.server.requests
        self.assertEqual(path, "/api/v1/executions")
        self.assertEqual(headers["Authorization"], "Bearer key-1")
        self.assertEqual(headers["Content-Encoding"], "gzip")
        self.assertIn(b'"context": {"n": 12345678901234567890.10, "n": 1e400, "x": "\\u0000"}',
                      gzip.decompress(body))
        item, = self.server.items
        expected = {
            "id": "run-1", "status": "failed", "event": "UPDATE", "target": "PART",
            "target_record_id": "34", "actions": [{"key": "one"}, {"key": "two"}],
            "raised_action": "one", "validation_message": "Part 34 has no revision",
            "request_id": "req", "triggered_by": "ana@example.com", "environment": "test",
            "language": "python", "code": "raise ValidationError('Part 34 has no revision')",
        }
        self.assertEqual({name: item[name] for name in expected}, expected)
        self.assertEqual(item["output"]["frozen"]["env"], {"SHOWN": "é"})
        self.assertEqual(item["output"]["layout"], "plain")
        self.assertNotIn("attributes", item)
        self.assertRegex(item["created_at"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$")

    def test_few_options(self):
        self.run_action("result = context\nmutations.append(1)\n")
        item, = self.server.items
        self.assertEqual(item["actions"], [{"key": "check_part"}])
        self.assertEqual((item["output"]["result"], item["output"]["mutations"]), ({}, [1]))
        self.assertRegex(item["id"], "^run_[0-9a-f]{32}$")

    def test_code_in_another_encoding(self):
        self.run_action(b"# -*- coding: latin-1 -*-\r\nprint('\xe9')\r\n")
        self.assertEqual(self.server.items[0]["code"],
                         "# -*- coding: latin-1 -*-\r\nprint('é')\r\n")
        self.assertEqual(self.server.items[0]["output"]["stdout"], "é\n")

    def test_context_from_stdin(self):
        self.run_action("print(context)", "--context", "-", stdin=None, input=b"[1, 2]")
        self.assertEqual(self.server.items[0]["output"]["stdout"], "[1, 2]\n")

    def test_send_a_file(self):
        path = self.folder / "all.ndjson"
        path.write_text('{"id": "a", "event": "E"}\n\n{}\nnot json\n[1]\n{"n": 1.0}')
        done = self.command("send", str(path))
        self.assertEqual(json.loads(done.stdout),
                         {"sent": 3, "rejected": 2, "waiting": 0, "lost": 0})
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"line 4", done.stderr)
        self.assertEqual(self.server.items[0]["id"], "a")
        self.assertTrue(all(item["id"] and item["created_at"] for item in self.server.items))
        done = self.command("send", str(path), env={"RUNLENS_URL": NOBODY})
        self.assertEqual(json.loads(done.stdout)["waiting"], 3)
        self.assertEqual(len(self.waiting()), 3)


class BadInput(Case):
    def refused(self, word, *arguments):
        code, out, err = self.in_process(*arguments)
        self.assertEqual((code, out), (2, ""))
        self.assertIn(word, err)
        self.assertEqual(self.server.requests, [])

    def test_files_and_context(self):
        given = ("--event", "E", "--target", "T")
        action = self.action("print(1)")
        self.refused("the action /nowhere/a.py cannot be read: No such file",
                     "run", "/nowhere/a.py", *given)
        self.refused("directory", "run", str(self.folder), *given)
        self.refused("the context /nowhere/c.json cannot be read: No such file",
                     "run", action, "--context", "/nowhere/c.json", *given)
        self.refused("the file /nowhere/x.ndjson", "send", "/nowhere/x.ndjson")
        for bad in (b"{'a': 1}", b"", b"{} x", b"\xff", b"[" * 100000):
            path = self.folder / "bad.json"
            path.write_bytes(bad)
            self.refused("is not JSON", "run", action, "--context", str(path), *given)
        done = self.run_action("print(1)", "--context", str(path))
        self.assertEqual((done.returncode, done.stdout, done.stderr.count(b"\n")), (2, b"", 1))

    def test_options(self):
        path = self.action("print(1)")
        self.refused("--target", "run", path, "--event", "E")
        self.refused("--colour", "run", path, "--event", "E", "--target", "T", "--colour")
        self.refused("--targ", "run", path, "--event", "E", "--targ", "T")
        self.refused("fly", "fly")
        self.refused("COMMAND")

    def test_help_names_every_setting(self):
        text = self.in_process("--help")[1]
        with open(CLIENT, encoding="utf-8") as file:
            source = file.read()
        for name in ("URL", "API_KEY", "TIMEOUT", "SPOOL_DIR", "SPOOL_BYTES", "VERBOSE"):
            self.assertIn("RUNLENS_" + name, text)
            self.assertIn('"RUNLENS_%s"' % name, source)
        self.assertIn("--triggered-by", self.in_process("run", "--help")[1])

    def test_a_spoilt_setting_is_no_reason_to_fail(self):
        for name, value in (("RUNLENS_URL", "localhost"), ("RUNLENS_URL", "http://[::1"),
                            ("RUNLENS_URL", "http://h:port"), ("RUNLENS_API_KEY", "a\nb")):
            with self.subTest(value):
                done = self.run_action("print(1)", env={name: value, "RUNLENS_SPOOL_BYTES": "x"})
                self.assertEqual((done.stdout, done.stderr, done.returncode), (b"1\n", b"", 0))
                self.assertEqual(self.server.requests, [])


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


class Verdicts(Case):
    def test_refused_ones_are_put_aside(self):
        self.server.answer = lambda items: taken(items, refused={"bad"})
        self.keep("a", "bad", "b")
        self.assertEqual(self.flush(),
                         {"sent": 2, "rejected": 1, "waiting": 0})
        self.assertEqual(self.sent_ids(), ["a", "b"])
        reason, = (self.spool / "rejected").glob("*.reason.json")
        self.assertEqual(json.loads(reason.read_text())["message"], "bad")
        self.assertEqual(len(list((self.spool / "rejected").glob("*.json.gz"))), 1)
        before = len(self.server.requests)
        self.flush()
        self.assertEqual(len(self.server.requests), before)
        self.run_action("pass", "--id", "later")
        self.assertEqual(self.server.items[-1]["attributes"], {"runlens_refused": 1})

    def test_a_request_refused_whole_spares_the_neighbours(self):
        for status in (400, 413, 422):
            with self.subTest(status):
                self.server.answer = lambda items: (
                    (status, "no", {}) if any(item["id"] == "bad" for item in items)
                    else taken(items))
                self.server.items.clear()
                self.keep("a", "bad", "b")
                self.assertEqual(self.flush(),
                                 {"sent": 2, "rejected": 1, "waiting": 0})
                self.assertEqual(self.sent_ids(), ["a", "b"])

    def test_one_that_breaks_the_server_does_not_hold_up_the_others(self):
        self.server.answer = lambda items: (
            (500, "oops", {}) if any(item["id"] == "bad" for item in items) else taken(items))
        self.keep("bad", "a", "b")
        self.assertEqual(self.flush(),
                         {"sent": 2, "rejected": 0, "waiting": 1})
        self.assertEqual(self.sent_ids(), ["a", "b"])

    def test_too_large_is_counted(self):
        self.server.answer = lambda items: (413, "too large", {})
        done = self.run_action("print(1)")
        self.assertEqual((done.stdout, done.stderr, done.returncode), (b"1\n", b"", 0))
        status = self.status()
        self.assertEqual((status["rejected"], status["lost"], status["waiting"]), (1, 0, 0))
        self.assertIn("413", status["problem"]["text"])

    def test_no_verdict_keeps_it(self):
        for status, answer, words in (
            (401, "who?", "RUNLENS_API_KEY"), (403, "no", "RUNLENS_API_KEY"), (404, "?", "404"),
            (429, "slow down", "429"), (500, "oops", "500"), (503, "starting", "503"),
            (200, "<html>Sign in", "Sign in"), (200, "null", "null"), (204, "", "204"),
        ):
            with self.subTest(status, answer=answer), self.here():
                self.server.answer = lambda items: (status, answer, {})
                self.assertFalse(runlens.send({"event": "E"}))
                self.assertIn(words, runlens.status()["problem"]["text"])
        self.assertEqual(len(self.waiting()), 9)
        self.assertEqual(self.status()["rejected"], 0)

    def test_redirects_are_not_followed(self):
        other = Server()
        self.addCleanup(other.close)
        self.server.answer = lambda items: (308, "", {"Location": other.url + "/x"})
        self.run_action("pass")
        self.assertEqual(other.requests, [])
        self.assertEqual(len(self.waiting()), 1)
        self.assertIn(other.url + "/x", self.status()["problem"]["text"])

    def test_a_wrong_key_is_said_once_on_a_terminal(self):
        self.server.answer = lambda items: (401, "who?", {})
        path = self.action("print('x')")
        said = []
        for _ in range(2):
            ours, theirs = pty.openpty()
            done = subprocess.run(
                [sys.executable, CLIENT, "run", path, "--event", "E", "--target", "T"],
                env=self.env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=theirs)
            os.close(theirs)
            text = b""
            with contextlib.suppress(OSError):    # Linux: the other side is closed
                while True:
                    data = os.read(ours, 4096)
                    if not data:
                        break
                    text += data
            os.close(ours)
            self.assertEqual((done.stdout, done.returncode), (b"x\n", 0))
            said.append(text.count(b"does not take this RUNLENS_API_KEY"))
        self.assertEqual(said, [1, 0])
        done = self.run_action("pass", "--verbose")
        self.assertIn(b"RUNLENS_API_KEY", done.stderr)


class SlowServers(Case):
    def test_one_that_hangs_holds_up_one_run_only(self):
        release = threading.Event()
        self.addCleanup(release.set)

        def hang(items):
            release.wait()
            return taken(items)

        self.server.answer = hang
        short = {"RUNLENS_TIMEOUT": "0.5"}
        done = self.run_action("print('x')", env=short)    # comes back; the server never does
        self.assertEqual((done.stdout, done.stderr, done.returncode), (b"x\n", b"", 0))
        self.assertIn("no answer", self.status()["problem"]["text"])
        asked = len(self.server.requests)
        self.run_action("pass", env=short)
        self.assertEqual(len(self.server.requests), asked)
        self.assertEqual(len(self.waiting()), 2)
        release.set()
        self.server.answer = None
        self.assertEqual(self.flush()["sent"], 2)
        self.run_action("pass", "--id", "after", env=short)
        self.assertEqual(self.sent_ids()[-1], "after")

    def test_one_that_drips(self):
        import socket
        ended = threading.Event()
        with socket.create_server(("127.0.0.1", 0)) as listening:
            listening.settimeout(10)

            def drip():
                with contextlib.suppress(OSError):
                    connection, _ = listening.accept()
                    with connection:
                        connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
                        while not ended.wait(0.05):
                            connection.sendall(b"x")

            thread = threading.Thread(target=drip)
            thread.start()
            url = "http://127.0.0.1:%d" % listening.getsockname()[1]
            done = self.run_action("print('x')", env={"RUNLENS_URL": url, "RUNLENS_TIMEOUT": "0.5"})
            self.assertEqual((done.stdout, done.returncode), (b"x\n", 0))
            self.assertEqual(len(self.waiting()), 1)
            ended.set()
            thread.join()

    def test_a_signal_ends_the_sending_not_the_verdict(self):
        asked, release = threading.Event(), threading.Event()
        self.addCleanup(release.set)

        def hang(items):
            asked.set()
            release.wait()
            return taken(items)

        self.server.answer = hang
        process = self.start("import sys\nsys.exit(3)\n")
        asked.wait()
        process.send_signal(signal.SIGINT)
        self.assertEqual((process.wait(), process.stderr.read()), (3, b""))
        self.assertEqual(len(self.waiting()), 1)


class Ways(Case):
    """How the server is reached."""

    def test_loopback_without_a_proxy(self):
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
            with self.here(**{name: NOBODY}):
                self.assertTrue(runlens.send({"event": "E"}), name)

    def test_other_hosts_through_the_proxy(self):
        for proxy in (self.server.url, self.server.url[len("http://"):],
                      self.server.url.replace("//", "//ana:p%40ss@")):
            with self.here(RUNLENS_URL="http://runlens.invalid:8080/base/", http_proxy=proxy):
                self.assertTrue(runlens.send({"event": "E"}))
        path, headers, _ = self.server.requests[-1]
        self.assertEqual(path, "http://runlens.invalid:8080/base/api/v1/executions")
        self.assertEqual(headers["Proxy-Authorization"], "Basic YW5hOnBAc3M=")
        self.assertEqual(headers["Host"], "runlens.invalid:8080")

    def test_the_default_and_what_is_said_of_it(self):
        del self.env["RUNLENS_URL"]
        self.assertEqual(self.status()["url"], "http://127.0.0.1:3000")
        self.assertEqual(self.status(RUNLENS_URL="http://me:secret@h/x@y")["url"], "http://h/x@y")

    def test_no_key_no_header(self):
        with self.here(RUNLENS_API_KEY=""):
            runlens.send({"event": "E"})
        self.assertNotIn("Authorization", self.server.requests[0][1])


if __name__ == "__main__":
    unittest.main()

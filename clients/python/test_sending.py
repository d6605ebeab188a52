"""What the server says, how long it takes, and how it is reached."""
import contextlib
import json
import os
import pty
import signal
import socket
import subprocess
import sys
import threading
import unittest

import runlens
from client_case import CLIENT, NOBODY, Case, Server, taken


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

"""The threads that keep and send, against servers that are there, away, slow, full and wrong."""
import contextlib
import json
import socket
import subprocess
import sys
import threading
import time
import unittest
from unittest import mock

import runlens
from client_case import NOBODY, taken
from live_case import Case, merge


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
        real, lost = taken, []

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
            return taken(items)

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
        self.server.answer = lambda items: taken(items, refused={"bad"})
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


if __name__ == "__main__":
    unittest.main()

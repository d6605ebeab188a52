"""What the tests of files that are run share: recordings, their files, servers on loopback."""
import http.server
import os
import pathlib
import subprocess
import sys
import tempfile
import textwrap
import threading
import unittest

import runlens


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        length = int(self.headers.get("Content-Length") or 0)
        self.body = self.rfile.read(length)
        if self.headers.get("Transfer-Encoding") == "chunked":
            self.body = b"".join(iter(self.rfile.readline, b"0\r\n")) + self.rfile.readline()
        self.server.requests.append((self.command, self.path, dict(self.headers), self.body))
        answer = self.server.answers.get(self.path.partition("?")[0])
        if answer is None:
            self.close_connection = True    # nothing at all
            return
        status, headers, body = answer(self) if callable(answer) else answer
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        if "Transfer-Encoding" not in dict(headers):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_PUT = do_HEAD = do_GET

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, answers):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers, self.requests, self.closed = answers, [], False
        self.url = "http://127.0.0.1:%d" % self.server_port
        self.thread = threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    def close(self):
        if not self.closed:
            self.closed = True
            self.shutdown()
            self.server_close()
            self.thread.join()

    def handle_error(self, *_):
        pass    # a client that went away


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def serve(self, answers):
        server = Server(answers)
        self.addCleanup(server.close)
        return server

    def record(self, code, context="{}", **more):
        return runlens.record(textwrap.dedent(code), context, event="E", target="T", send=False,
                              **more)

    def file(self, execution, output=None, id="01939b1e-5f00-7000-8000-00001a2b3c4d"):
        """The file of an execution, as a download is made."""
        text = runlens._bundle(execution["code"], execution.get("context", "{}"),
                               execution["output"] if output is None else output)
        head = "# Execution log: %s\n# Link: http://127.0.0.1:9/p/x/executions/1\n" % id
        path = self.folder / "bundle.py"
        path.write_bytes(text.replace("\n", "\n" + head, 1).encode())
        return str(path)

    def run_file(self, path, *arguments, **env):
        names = {name: value for name, value in os.environ.items()
                 if not name.startswith("RUNLENS_") and not name.lower().endswith("_proxy")}
        done = subprocess.run([sys.executable, path, *arguments], stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60,
                              env={**names, **env})
        return done.stdout.decode(), done.stderr.decode(), done.returncode

"""What the tests of the client share: real processes, a real HTTP server on loopback, a spool in a
fresh folder."""
import contextlib
import gzip
import http.server
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import textwrap
import threading
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

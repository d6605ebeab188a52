"""HTTP calls that are recorded and answered from the tape, and what goes nowhere without one."""
import hashlib
import importlib.util
import json
import os
import pathlib
import socket
import subprocess
import sys
import textwrap
import threading
import unittest

import runlens
from replay_case import Case, Server

HERE = pathlib.Path(__file__).resolve().parent

CALLS = """
    import http.client, json, time, urllib.error, urllib.request
    url = context["url"]
    def get(path, data=None, headers={}):
        asked = urllib.request.Request(url + path, data, headers)
        try:
            with urllib.request.urlopen(asked) as answer:
                print(answer.status, answer.reason, sorted(answer.headers.items()), answer.read())
        except urllib.error.HTTPError as error:
            print(error, error.read())
        except Exception as error:
            print(repr(error))
"""


class Tape(Case):
    def taped(self, code, answers, goes_away=True, **more):
        """Records, takes the server away, runs the file. -> what was recorded, (out, err, code)"""
        self.server = self.serve(answers)
        context = json.dumps({"url": self.server.url, **more.pop("context", {})})
        done = self.record(textwrap.dedent(CALLS) + textwrap.dedent(code), context, http=True,
                           **more)
        if goes_away:
            self.server.close()
        self.path = self.file(done.execution)
        self.tape = done.execution["output"]["frozen"]["http"]
        return done, self.run_file(self.path)

    def check(self, code, answers, **more):
        done, ran = self.taped(code, answers, **more)
        self.assertEqual(ran, (done.stdout.decode(), done.stderr.decode(), done.exit_code))
        self.assertEqual(self.run_file(self.path, "--verify"), ("SAME as recorded\n", "", 0))
        return done

    def test_answers_of_many_kinds(self):
        count = iter(range(100))
        chunks = b"2\r\nab\r\n3\r\ncde\r\n0\r\n\r\n"
        done = self.check(
            """
            get("/count"); get("/count"); get("/chunks"); get("/missing"); get("/binary", b"x")
            get("/moved"); get("/gone"); get("/empty")
            line = http.client.HTTPConnection(url[7:])
            for _ in range(3):
                line.request("GET", "/count")
                print(line.getresponse().read())
            line.request("HEAD", "/count")
            print(line.getresponse().getheader("Content-Length"), time.time(), time.monotonic())
            """,
            {"/count": lambda _: (200, [], b"%d" % next(count)),
             "/chunks": (200, [("Transfer-Encoding", "chunked")], chunks),
             "/missing": (404, [], "n\u00e9".encode()),
             "/binary": (201, [("X-A", "1"), ("X-A", "2")], b"\xff\x00"),
             "/moved": (302, [("Location", "/count")], b""),
             "/empty": (204, [], b"")})
        self.assertIn("RemoteDisconnected", done.stdout.decode())    # /gone
        self.assertEqual(done.outcome, "ok")
        first = self.tape[0]
        names = ("method", "url", "status", "reason", "body")
        self.assertEqual([first[name] for name in names],
                         ["GET", self.server.url + "/count", 200, "OK", "0"])
        binary = next(call for call in self.tape if call["url"].endswith("/binary"))
        self.assertEqual(binary["request_sha256"], hashlib.sha256(b"x").hexdigest())
        self.assertEqual(binary["body_base64"], "/wA=")

    def test_no_secret_is_kept(self):
        def answer(_):
            return 200, [("Set-Cookie", "sid=Sekret1"), ("X-Auth-Token", "Sekret2"),
                         ("Authorization", "Sekret3"), ("Location", "/x?sig=Sekret4&a=1"),
                         ("X-Api-Key", "Sekret5"), ("X-Fine", "kept"),
                         ("X-Access", "SekretE"), ("Access-Control-Allow-Origin", "*"),
                         ("Content-Location", "/done#state=1&id_token=SekretF&code=SekretG"),
                         ("Link", "</a?jwt=SekretH>; rel=next")], b"fine"
        self.taped(
            """
            get("/a?api_key=Sekret6&b=1&access_token=Sekret7&X-Amz-Signature=Sekret8"
                "&%70assword=Sekret9&pass=SekretI", None, {"Authorization": "Bearer SekretA",
                "Cookie": "SekretB", "X-Mine": "SekretC", "Accept": "text/plain"})
            line = http.client.HTTPConnection(url[7:])
            line.request("GET", "http://user:SekretD@example.com/a?c=2")
            print(line.getresponse().read())
            """, {"/a": answer, "http://user:SekretD@example.com/a": answer})
        text = json.dumps(self.tape)
        self.assertNotIn("Sekret", text)
        self.assertEqual(self.tape[0]["url"], self.server.url + "/a?api_key=***&b=1"
                         "&access_token=***&X-Amz-Signature=***&%70assword=***&pass=***")
        self.assertEqual(self.tape[0]["request_headers"], {"accept": "text/plain"})
        self.assertEqual(self.tape[1]["url"], "http://example.com/a?c=2")
        for kept in (["X-Fine", "kept"], ["Access-Control-Allow-Origin", "*"],
                     ["Content-Location", "/done#state=1&id_token=***&code=***"],
                     ["Link", "</a?jwt=***>; rel=next"]):
            self.assertIn(kept, self.tape[0]["headers"])
        self.assertIn(["Location", "/x?sig=***&a=1"], self.tape[0]["headers"])

    def test_errors_of_the_network(self):
        def cut(handler):
            handler.close_connection = True
            return 200, [("Transfer-Encoding", "chunked")], b"5\r\nab"

        def slow(handler):
            handler.server.hold.wait(20)
            return 200, [], b"late"

        code = """
            for call in (
                lambda: urllib.request.urlopen("http://127.0.0.1:9/x"),
                lambda: http.client.HTTPConnection("127.0.0.1", 9).request("GET", "/"),
                lambda: http.client.HTTPConnection("no-such-host.invalid").request("GET", "/"),
                lambda: urllib.request.urlopen(url + "/slow", timeout=0.2),
                lambda: urllib.request.urlopen(url + "/cut").read(),
                lambda: http.client.HTTPSConnection(url[7:], timeout=5).request("GET", "/"),
            ):
                try:
                    print(call())
                except Exception as error:
                    print(type(error), error.args, isinstance(error, OSError))
            """
        hold = threading.Event()
        Server.hold = hold
        self.addCleanup(hold.set)
        done = self.check(code, {"/cut": cut, "/slow": slow}, goes_away=False)
        text = done.stdout.decode()
        for name in ("URLError", "ConnectionRefusedError", "gaierror", "timed out",
                     "IncompleteRead", "SSL"):
            self.assertIn(name, text)

    def test_a_call_that_was_not_recorded(self):
        done, _ = self.taped("get('/a')", {"/a": (200, [], b"a")}, goes_away=False)
        asked = len(self.server.requests)
        text = pathlib.Path(self.path).read_text(encoding="utf-8")
        edited = self.folder / "edited.py"
        edited.write_bytes(text.replace(
            "get('/a')", "urllib.request.urlopen(url + '/b?token=x')").encode())
        out, err, exit_code = self.run_file(str(edited))
        self.assertTrue(err.endswith(
            "NotRecorded: GET %s/b?token=*** was not recorded; --live goes out\n"
            % self.server.url), err)
        self.assertEqual(exit_code, 1)
        self.assertEqual(len(self.server.requests), asked)    # nothing went out
        out, _, exit_code = self.run_file(str(edited), "--verify")
        self.assertIn("NEEDS NETWORK: GET %s/b?token=*** was not" % self.server.url, out)
        self.assertEqual(exit_code, 1)
        self.run_file(str(edited), "--live")
        self.assertEqual(self.server.requests[-1][1], "/b?token=x")

    def test_a_tape_without_a_call_still_names_what_is_missing(self):
        done = self.record("result = 1\n", http=True)
        self.assertEqual(done.execution["output"]["frozen"]["http"], [])
        file = self.file({**done.execution, "code": "import urllib.request\n"
                          "urllib.request.urlopen('http://h.example/x')\n"})
        _, err, _ = self.run_file(file)
        self.assertTrue(err.endswith(
            "NotRecorded: GET http://h.example/x was not recorded; --live goes out\n"), err)

    def test_threads_are_told_apart_by_what_they_send(self):
        self.check(
            """
            from concurrent.futures import ThreadPoolExecutor
            def ask(n):
                return urllib.request.urlopen(url + "/echo", b"%d" % n).read()
            with ThreadPoolExecutor(8) as pool:
                print(list(pool.map(ask, range(30))))
            """,
            {"/echo": lambda handler: (200, [], b"got " + handler.body)})

    def test_a_server_within_the_action(self):
        done = self.check(
            """
            import http.server, threading
            class Handler(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    self.send_response(200)
                    self.end_headers()
                    self.wfile.write(b"own")
                def log_message(self, *_): pass
            server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
            threading.Thread(target=server.handle_request).start()
            print(urllib.request.urlopen("http://127.0.0.1:%d/" % server.server_port).read())
            server.server_close()
            """, {})
        self.assertEqual((done.stdout, self.tape), (b"b'own'\n", []))

    def test_a_run_that_is_stopped_while_it_waits(self):
        hold = threading.Event()
        self.addCleanup(hold.set)

        def never(_):
            hold.wait(30)
            return 200, [], b""
        server = self.serve({"/a": (200, [], b"a"), "/never": never})
        done = self.record(textwrap.dedent(CALLS) + "get('/a')\nget('/never')\n",
                           json.dumps({"url": server.url}), http=True, timeout=3)
        self.assertEqual(done.outcome, "timeout")
        tape = done.execution["output"]["frozen"]["http"]
        self.assertEqual([("body" in call, call["url"]) for call in tape],
                         [(True, server.url + "/a"), (False, server.url + "/never")])
        self.assertEqual(self.run_file(self.file(done.execution), "--verify"),
                         ("SAME as recorded\n", "", 0))

    def test_an_answer_that_is_too_long(self):
        done, (_, err, exit_code) = self.taped(
            "print(len(urllib.request.urlopen(url + '/long').read()))",
            {"/long": (200, [], b"x" * 9000000)})
        self.assertEqual(done.stdout, b"9000000\n")
        self.assertIn("/long had an answer too long to be recorded; --live goes out", err)
        self.assertEqual(exit_code, 1)

    def test_clients_that_connect_in_their_own_way(self):
        """As urllib3 does, which is under requests: both are tried where they are installed."""
        code = """
            class Own(http.client.HTTPConnection):
                def connect(self):
                    import datetime
                    datetime.date.today()    # it reads the clock
                    super().connect()
                def getresponse(self):
                    return super().getresponse()
            line = Own(url[7:])
            line.connect()
            line.request("POST", "/a", iter([b"1", b"2"]), encode_chunked=True,
                         headers={"Transfer-Encoding": "chunked"})
            print(line.getresponse().read(), line.sock.fileno() > 2, time.time())
            """
        if importlib.util.find_spec("requests"):
            code += """
            import requests
            with requests.Session() as session:
                for number in range(3):
                    answer = session.get(url + "/a", params={"n": number})
                    print(answer.status_code, answer.text, sorted(answer.headers.items()))
                print(session.post(url + "/a", json={"a": 1}).content)
                print(list(session.get(url + "/chunks", stream=True).iter_content(None)))
                for bad in ("http://127.0.0.1:9/", "https://127.0.0.1:9/", "https" + url[4:],
                            "http://no-such-host.invalid/"):
                    try:
                        session.get(bad)
                    except requests.RequestException as error:
                        print(type(error), type(error.args[0]))
            print(time.time())
            """
        chunks = b"2\r\nab\r\n3\r\ncde\r\n0\r\n\r\n"
        self.check(code, {"/a": lambda handler: (200, [], handler.path.encode()),
                          "/chunks": (200, [("Transfer-Encoding", "chunked")], chunks)},
                   goes_away=False)

    def test_a_tape_that_somebody_made_up(self):
        done = self.record("import http.client\nhttp.client.HTTPConnection('h.example')"
                           ".request('GET', '/')\n")
        output = done.execution["output"]
        for kind in ("os.system", "builtins.SystemExit", "builtins.print", "x", "subprocess.Popen"):
            call = {"method": "CONNECT", "url": "http://h.example", "nth": 1,
                    "error": {"type": kind, "args": ["echo harm"]}}
            file = self.file(done.execution,
                             {**output, "frozen": {**output["frozen"], "http": [call]}})
            out, err, exit_code = self.run_file(file)
            self.assertEqual((out, exit_code), ("", 1))
            self.assertTrue(err.endswith("\nOSError: echo harm\n"), err)

    def test_by_the_command_line(self):
        server = self.serve({"/a": (200, [], b"a"), "/api/v1/executions": (
            200, [], b'{"accepted": 1, "duplicates": 0, "rejected": []}')})
        action = self.folder / "act.py"
        action.write_text("import urllib.request\n"
                          "print(urllib.request.urlopen('%s/a').read())\n" % server.url)
        for arguments, kept in ((["--record-http"], [200]), ([], None)):
            server.requests.clear()
            subprocess.run(
                [sys.executable, str(HERE / "runlens.py"), "run", str(action), "--event", "E",
                 "--target", "T", *arguments], check=True, stdout=subprocess.DEVNULL,
                env={**os.environ, "RUNLENS_URL": server.url,
                     "RUNLENS_SPOOL_DIR": str(self.folder / "spool")})
            sent = json.loads(runlens.gzip.decompress(server.requests[-1][3]))
            tape = sent["output"]["frozen"].get("http")
            self.assertEqual(tape and [call["status"] for call in tape], kept)


class NoTape(Case):
    def check(self, code, call, **more):
        """Recorded without a tape: the recording goes out, the replay does not."""
        done = self.record(code, **more)
        file = self.file(done.execution)
        out, err, exit_code = self.run_file(file)
        self.assertTrue(
            err.endswith("NotRecorded: %s was not recorded; --live goes out\n" % call), err)
        out, _, exit_code = self.run_file(file, "--verify")
        self.assertTrue(out.endswith(
            "NEEDS NETWORK: %s was not recorded; --live goes out\n" % call), out)
        self.assertEqual(exit_code, 1)
        return done, file

    def test_sockets_of_every_kind(self):
        server = self.serve({"/a": (200, [], b"a")})
        host = "127.0.0.1:%d" % server.server_port
        self.check("import urllib.request\nprint(urllib.request.urlopen('%s/a').read())\n"
                   % server.url, "connection to " + host)
        where = ("127.0.0.1", server.server_port)
        for code in ("socket.create_connection(%r)" % (where,),
                     "socket.socket().connect(%r)" % (where,),
                     "print(socket.socket().connect_ex(%r))" % (where,)):
            self.check("import socket\n%s\nprint('there')\n" % code, "connection to " + host)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
            other.bind(("127.0.0.1", 0))
            self.check("import socket\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\n"
                       "print(s.sendto(b'x', %r))\n" % (other.getsockname(),),
                       "connection to 127.0.0.1:%d" % other.getsockname()[1])
        self.check("import asyncio\nasync def f():\n    await asyncio.open_connection(*%r)\n"
                   "    print('there')\nasyncio.run(f())\n" % (where,), "connection to " + host)

    def test_a_name_is_not_even_looked_up(self):
        code = ("import socket\ntry:\n    socket.create_connection(('db.example', 5432))\n"
                "except OSError:\n    print('away')\n")
        self.check(code, "connection to db.example")

    def test_it_is_reported(self):
        api = self.serve({
            "/api/v1/executions/x/verdict": (200, [], b'{"verdict": "needs_network"}')})
        server = self.serve({"/a": (200, [], b"a")})
        done = self.record("import urllib.request\nprint(urllib.request.urlopen('%s/a').read())\n"
                           % server.url)
        out, _, exit_code = self.run_file(self.file(done.execution, id="x"), "--verify", "--report",
                                          api.url, RUNLENS_API_KEY="k")
        self.assertEqual(out.splitlines()[-1], "Reported to %s: needs_network" % api.url)
        self.assertEqual(exit_code, 1)
        told = json.loads(api.requests[0][3])
        self.assertEqual(told["outcome"], "needs_network")
        self.assertEqual(told["differences"][0]["part"], "stdout")

    def test_what_stays_within_the_action_works(self):
        code = """
            import socket, threading
            server = socket.create_server(("127.0.0.1", 0))
            def serve():
                line, _ = server.accept()
                line.sendall(b"own")
                line.close()
            thread = threading.Thread(target=serve)
            thread.start()
            line = socket.create_connection(("localhost", server.getsockname()[1]))
            print(line.recv(9), socket.gethostbyname("127.0.0.1"))
            thread.join()
            a, b = socket.socketpair()
            a.sendall(b"x")
            print(b.recv(1), socket.gethostname() != "")
            for s in (line, server, a, b): s.close()
            """
        done = self.record(code)
        self.assertEqual(done.stderr, b"")
        self.assertEqual(self.run_file(self.file(done.execution), "--verify"),
                         ("SAME as recorded\n", "", 0))

    def test_a_program_that_takes_it_in_its_stride_is_the_same(self):
        code = "import socket\ntry:\n    socket.socket().connect(('127.0.0.1', 9))\n" \
               "except Exception:\n    print('away')\n"
        done = self.record(code)
        self.assertEqual(self.run_file(self.file(done.execution), "--verify"),
                         ("SAME as recorded\n", "", 0))

    def test_live_goes_out(self):
        server = self.serve({"/a": (200, [], b"a")})
        done = self.record("import urllib.request\nprint(urllib.request.urlopen('%s/a').read())\n"
                           % server.url)
        self.assertEqual(self.run_file(self.file(done.execution), "--live"), ("b'a'\n", "", 0))
        self.assertEqual(len(server.requests), 2)


if __name__ == "__main__":
    unittest.main()

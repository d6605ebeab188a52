"""Files that are run, compared and reported."""
import hashlib
import json
import sys
import unittest

from replay_case import Case


# Frozen is what Python is asked for, not what the machine's files say.
UNSTEADY = "print(int.from_bytes(open('/dev/urandom', 'rb').read(4), 'big'))\n"


class Verify(Case):
    def verdict(self, code, output=None, **more):
        done = self.record(code)
        out, err, exit_code = self.run_file(
            self.file(done.execution, {**done.execution["output"], **(output or {})}), "--verify")
        self.assertEqual(err, "")
        return out, exit_code

    def test_a_run_that_never_gives_the_same(self):
        out, exit_code = self.verdict("print('a')\n" + UNSTEADY)
        self.assertRegex(out, r"(?s)^--- stdout first\n\+\+\+ stdout second\n.* a\n-\d+\n\+\d+\n.*"
                              r"NOT DETERMINISTIC: two runs of this file differ in stdout\n$")
        self.assertEqual(exit_code, 1)

    def test_a_change_that_stays(self):
        version = "Python %d.%d.%d" % sys.version_info[:3]
        out, exit_code = self.verdict("print(1)", {"stdout": "2\n"})
        self.assertIn("\n-2\n+1\n", out)
        self.assertTrue(out.endswith(
            "\nDIFFERENT: stdout (recorded with %s, this is %s)\n" % (version, version[7:])), out)
        self.assertEqual(exit_code, 1)

    def test_addresses_alone_are_no_second_run(self):
        self.assertEqual(self.verdict("print(object())"), ("SAME (memory addresses apart)\n", 0))

    def test_the_words_of_another_interpreter(self):
        code = "def f():\n    raise ValueError('now')\nf()\n"
        stderr = self.record(code).execution["output"]["stderr"]
        words = {"python": "3.0.1", "stderr": stderr.replace("now", "then"),
                 "validation_message": "ValueError: then"}
        out, exit_code = self.verdict(code, words)
        last = out.splitlines()[-1]
        self.assertTrue(last.startswith("DIFFERENT in the text of stderr, validation message only "
                                        "(recorded with Python 3.0.1, this is "), last)
        self.assertIn("it may be the interpreter's wording", last)
        self.assertEqual(exit_code, 1)
        for more in (
            {"stdout": "x"}, {"exit_code": 2}, {"outcome": "rejected"}, {"result": 1},
            {"mutations": [1]}, {"validation_message": "KeyError: then"},
            {"stderr": stderr.replace("line 2", "line 1")},
            {"stderr": stderr.replace("in f", "in g")}, {"stderr": ""},
        ):
            with self.subTest(more):
                out, exit_code = self.verdict(code, {**words, **more})
                self.assertRegex(out, r"\nDIFFERENT: .* this is \d+\.\d+\.\d+: it may be the "
                                      r"interpreter's wording\)\n$")
                self.assertEqual(exit_code, 1)

    def test_another_version_that_gives_the_same(self):
        self.assertEqual(self.verdict("print(1)", {"python": "3.0.1"}), ("SAME as recorded\n", 0))


class Report(Case):
    ID = "01939b1e-5f00-7000-8000-00001a2b3c4d"

    def report(self, code, answer=None, output=None, url=None, id=ID, **env):
        """-> last line of stdout, exit code, what the server was told, its requests"""
        path = "/api/v1/executions/%s/verdict" % id
        answer = answer or (200, [], b'{"verdict": "verified"}')
        server = self.serve({path: answer})
        done = self.record(code)
        file = self.file(done.execution, {**done.execution["output"], **(output or {})}, id)
        out, err, exit_code = self.run_file(
            file, "--verify", "--report", url(server) if url else server.url,
            **{"RUNLENS_API_KEY": "key-1", **env})
        self.assertEqual(err, "")
        told = [json.loads(body) for _, _, _, body in server.requests]
        self.out = out.replace(server.url, "URL")
        return self.out.splitlines()[-1], exit_code, told, server.requests

    def test_same(self):
        line, exit_code, told, requests = self.report("print(1)")
        self.assertEqual(self.out, "SAME as recorded\nReported to URL: verified\n")
        self.assertEqual(exit_code, 0)
        text = (self.folder / "bundle.py").read_text(encoding="utf-8")
        part = text[text.index("#>>> action json"):text.index("#=== runtime ===\n")]
        self.assertEqual(told, [{
            "outcome": "same", "python": "%d.%d.%d" % sys.version_info[:3],
            "implementation": sys.implementation.name, "masked": False, "differences": [],
            "bundle_sha256": hashlib.sha256(part.encode()).hexdigest()}])
        command, path, headers, _ = requests[0]
        self.assertEqual((command, path), ("POST", "/api/v1/executions/%s/verdict" % self.ID))
        self.assertEqual(headers["Authorization"], "Bearer key-1")
        self.assertEqual(headers["Content-Type"], "application/json")

    def test_masked(self):
        _, exit_code, told, _ = self.report("print(object())")
        self.assertEqual((exit_code, told[0]["outcome"], told[0]["masked"]), (0, "same", True))

    def test_different(self):
        line, exit_code, told, _ = self.report(
            "print(1)", (200, [], b'{"verdict": "diverged"}'), {"stdout": "2\n", "exit_code": 3})
        self.assertEqual((line, exit_code), ("Reported to URL: diverged", 1))
        self.assertEqual(told[0]["outcome"], "different")
        self.assertEqual([part["part"] for part in told[0]["differences"]],
                         ["stdout", "exit_code"])
        self.assertIn("\n-2\n+1\n", told[0]["differences"][0]["diff"])

    def test_a_long_difference_is_cut_and_says_so(self):
        _, _, told, _ = self.report("print('é' * 100000)", output={"stdout": "é" * 90000})
        diff = told[0]["differences"][0]["diff"]
        self.assertLessEqual(len(diff.encode()), 65536)
        self.assertRegex(diff, r"é\n\.\.\. cut here: \d{6} bytes in all\n$")

    def test_not_deterministic(self):
        _, exit_code, told, _ = self.report(UNSTEADY)
        self.assertEqual((exit_code, told[0]["outcome"]), (1, "non_deterministic"))
        self.assertIn("stdout second", told[0]["differences"][0]["diff"])

    def test_the_link_of_the_log_will_do(self):
        url = lambda server: server.url.replace("://", "://u:p@") + "/p/x/executions/1?tab=run#a"
        line, exit_code, told, _ = self.report("print(1)", url=url)
        self.assertEqual((line, exit_code, len(told)), ("Reported to URL: verified", 0, 1))

    def test_an_id_of_any_text(self):
        server = self.serve({"/api/v1/executions/a%2F..%2Fb%3F/verdict": (200, [], b"{}")})
        file = self.file(self.record("pass").execution, id="a/../b?")
        out, _, exit_code = self.run_file(file, "--verify", "--report", server.url,
                                          RUNLENS_API_KEY="k")
        self.assertEqual(out, "SAME as recorded\nReported to %s: same\n" % server.url)
        self.assertEqual(exit_code, 0)

    def test_a_server_that_refuses(self):
        problem = {"title": "Forbidden\x1b[2J", "detail": "The key is of another project"}
        line, exit_code, _, _ = self.report("print(1)", (403, [], json.dumps(problem).encode()))
        self.assertEqual(line, "Not reported: 403 Forbidden\\x1b[2J: The key is of another project")
        self.assertEqual(exit_code, 3)
        for status, body, said in (
                (500, b"oops", "500 Internal Server Error"), (404, b"[]", "404 Not Found"),
                (200, b"<html>", "Expecting value")):
            line, exit_code, _, _ = self.report("print(1)", (status, [], body), {"stdout": ""})
            self.assertIn("Not reported: " + said, line)
            self.assertEqual(exit_code, 3)

    def test_the_key_goes_nowhere_else(self):
        other = self.serve({"/": (200, [], b"{}")})
        line, exit_code, _, _ = self.report("print(1)", (307, [("Location", other.url)], b""))
        self.assertEqual((line, exit_code), ("Not reported: 307 Temporary Redirect", 3))
        self.assertEqual(other.requests, [])

    def test_what_cannot_be_sent(self):
        for url, env, said in (
            (lambda s: "http://127.0.0.1:9", {}, "Connection refused"),
            (lambda s: "ftp://x/", {}, "ftp://x/ is no http or https address"),
            (lambda s: "http://[", {}, "Invalid IPv6 URL"),
            (lambda s: s.url, {"RUNLENS_API_KEY": " "}, "RUNLENS_API_KEY is not set"),
        ):
            line, exit_code, told, _ = self.report("print(1)", url=url, **env)
            self.assertIn("Not reported: ", line)
            self.assertIn(said, line)
            self.assertEqual((exit_code, told), (3, []))

    def test_options_that_make_no_sense(self):
        file = self.file(self.record("print(1)").execution)
        self.assertEqual(self.run_file(file, "--report", "http://127.0.0.1:9"),
                         ("", "--report needs --verify\n", 1))
        self.assertEqual(self.run_file(file, "--verify", "--report"),
                         ("", "--report needs the address of a server\n", 1))

    def test_nothing_was_recorded(self):
        server = self.serve({})
        file = self.file(self.record("print(1)").execution, {"python": "3.11.2"})
        self.assertEqual(
            self.run_file(file, "--verify", "--report", server.url, RUNLENS_API_KEY="k"),
            ("", "not recorded: nothing to compare with\n", 2))
        self.assertEqual(server.requests, [])


if __name__ == "__main__":
    unittest.main()

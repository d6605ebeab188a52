"""What the commands send, and what they say of bad input."""
import gzip
import json
import unittest

from client_case import CLIENT, NOBODY, Case


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


if __name__ == "__main__":
    unittest.main()

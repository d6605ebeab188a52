"""What the tests of a running program share: a sender of its own, and what a server makes of the
messages that come."""
import contextlib
import logging
import subprocess
import sys
import textwrap
import time
from unittest import mock

import client_case
import runlens
from client_case import HERE


class Case(client_case.Case):
    """With a sender of its own, in this process."""

    def setUp(self):
        super().setUp()
        stack = contextlib.ExitStack()
        self.addCleanup(stack.close)
        stack.enter_context(self.here())
        sender = runlens._Sender()
        stack.enter_context(mock.patch.object(runlens, "_sender", sender))
        stack.callback(sender.stop)
        self.logger = logging.Logger("shop.stock")

    def sent(self):
        """All that has come, each execution as one: what the server makes of several messages."""
        runlens.flush(10)
        return merge(self.server.items)

    def status(self):
        return runlens.status()    # the threads see the same settings

    def one(self):
        found = self.sent()
        self.assertEqual(len(found), 1, found)
        return next(iter(found.values()))

    def program(self, code, **env):
        """A Python program that imports the client."""
        path = self.action("import runlens, logging, os, sys\n" + textwrap.dedent(code), "prog.py")
        return subprocess.run(
            [sys.executable, path], env={**self.env, "PYTHONPATH": str(HERE), **env},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)

    def until(self, condition):
        end = time.monotonic() + 30
        while not condition():
            self.assertLess(time.monotonic(), end, "it did not come to that")
            time.sleep(0.01)


def merge(items):
    """By the rules of the server: the end has the last word, seq makes entries and steps one."""
    found = {}
    for item in items:
        one = found.setdefault(item["id"], {"entries": {}, "steps": {}, "messages": 0})
        one["messages"] += 1
        ended = one.get("status", "running") != "running"
        if item["status"] != "running" and one.setdefault("end", item) != item:
            raise AssertionError("two ends of one execution")
        for name, value in item.items():
            if name in ("entries", "steps"):
                for child in value:
                    known = one[name].setdefault(child["seq"], child)
                    if name == "entries" and known != child:
                        raise AssertionError("two entries are one")
                    if not ended and known.get("status") in (None, "running"):
                        one[name][child["seq"]] = child
            elif not (ended and name in one):
                one[name] = value
    for one in found.values():
        for name in ("entries", "steps"):
            one[name] = [child for _, child in sorted(one[name].items())]
    return found

"""The command line."""
import argparse
import contextlib
import json
import os
import pathlib
import sys
import time
import typing

from .limits import BATCH_CHARACTERS, REQUEST_SECONDS
from .post import Away
from .recording import record
from .runtime import _runtime
from .sending import _deliver, flush, status
from .spool import Spool
from .saying import _on_terminal, _verbose
from .terminal import _Stopped, _Terminal, _die_by
from .values import _new_id, _now


class _BadInput(Exception):
    pass


def _read_file(path, what):
    try:
        return sys.stdin.buffer.read() if path == "-" else pathlib.Path(path).read_bytes()
    except OSError as error:
        raise _BadInput("%s %s cannot be read: %s" % (what, path, error.strerror)) from None


def _read_action(path):
    """The text that Python would run: its encoding cookie and byte order mark obeyed, its line ends
    kept."""
    import tokenize
    data = _read_file(path, "the action")
    try:
        encoding = tokenize.detect_encoding(iter(data.splitlines(True)).__next__)[0]
        return data.decode(encoding)
    except (SyntaxError, UnicodeDecodeError):
        return data.decode("utf-8", "backslashreplace")


def _read_context(path):
    data = _read_file(path, "the context")
    try:
        text = data.decode("utf-8-sig")
        _runtime()["parse_json"](text)
        return text
    except ValueError as error:
        raise _BadInput("the context %s is not JSON: %s" % (path, error)) from None


def _run_command(given):
    code = _read_action(given.action_file)
    context = _read_context(given.context) if given.context else "{}"
    terminal = _Terminal()
    done = record(
        code, context, event=given.event, target=given.target, id=given.id,
        target_record_id=given.target_record_id,
        actions=given.action or [pathlib.Path(given.action_file).stem],
        request_id=given.request_id, triggered_by=given.triggered_by,
        environment=given.environment, timeout=given.timeout, env=given.env or (),
        http=given.record_http, send=False, _cli=terminal)
    try:
        terminal.ended = True
        _deliver(done.execution)
    except _Stopped:
        pass    # it is on disk
    if done.signal:
        _die_by(done.signal)
    return done.exit_code


def _send_command(given):
    spool, batch, size = Spool(), [], 0
    done = {"sent": 0, "rejected": 0, "waiting": 0, "lost": 0}

    def deliver():
        if not batch:
            return
        try:
            until = time.monotonic() + REQUEST_SECONDS
            sent, refused = spool.send_files([(None, text) for text in batch], until)
            done["sent"] += sent
            done["rejected"] += refused
        except Away as error:
            spool.note_problem("kept for later: %s" % error)
            for text in batch:
                with contextlib.suppress(OSError):
                    if spool.put(text):
                        done["waiting"] += 1
                        continue
                spool.count("lost")
                done["lost"] += 1

    for number, line in enumerate(_read_file(given.file, "the file").split(b"\n"), 1):
        try:
            line = line.decode("utf-8-sig").strip()
            if not line:
                continue
            fields = json.loads(line)
            if not isinstance(fields, dict):
                raise ValueError("not an object")
        except (ValueError, RecursionError) as error:
            sys.stderr.write("runlens: line %d: %s\n" % (number, error))
            done["rejected"] += 1
            continue
        minted = [
            "%s: %s" % (json.dumps(name), json.dumps(value))
            for name, value in (("id", _new_id()), ("created_at", _now()))
            if fields.get(name) is None]
        if minted:    # kept from now on, so that sending again meets the same execution
            line = "%s%s%s}" % (line[:-1], ", " if fields else "", ", ".join(minted))
        if batch and (len(batch) == 200 or size + len(line) > BATCH_CHARACTERS):
            deliver()
            batch, size = [], 0
        batch.append(line)
        size += len(line)
    deliver()
    print(json.dumps(done))
    return 0 if done["rejected"] == done["waiting"] == done["lost"] == 0 else 1


def _flush_command(_given):
    done = flush()
    print(json.dumps(done))
    return 0 if done["waiting"] == 0 and done["rejected"] == 0 else 1


def _status_command(_given):
    print(json.dumps(status(), indent=2))
    return 0


def _parser():
    parser = argparse.ArgumentParser(
        prog="runlens.py", description=__doc__, allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name, call, text):
        command = commands.add_parser(name, help=text, description=text, allow_abbrev=False)
        command.add_argument("--verbose", action="store_true",
                             help="say on stderr what becomes of the recording")
        command.set_defaults(call=call)
        return command

    run = add("run", _run_command, "run an action, record it and send the recording")
    run.add_argument("action_file", metavar="ACTION.py")
    run.add_argument("--context", metavar="CTX.json", help="default: {}; - is stdin")
    run.add_argument("--event", required=True)
    run.add_argument("--target", required=True)
    run.add_argument("--id", help="your own id: sending it again never makes a second log")
    run.add_argument("--target-record-id", metavar="ID")
    run.add_argument("--action", action="append", metavar="KEY", help="default: the file's name")
    run.add_argument("--request-id", metavar="ID")
    run.add_argument("--triggered-by", metavar="WHO")
    run.add_argument("--environment", metavar="NAME")
    run.add_argument("--timeout", type=float, metavar="SECONDS", help="stop the action after it")
    run.add_argument("--env", action="append", metavar="NAME",
                     help="an environment variable that the action may see; it is recorded")
    run.add_argument("--record-http", action="store_true",
                     help="keep the answers to its HTTP calls, so that a replay needs no network")
    sending = add("send", _send_command, "send executions from a file, one JSON object a line")
    sending.add_argument("file", metavar="FILE.ndjson", help="- is stdin")
    add("flush", _flush_command, "send what waits in the spool")
    add("status", _status_command, "print what waits, was refused and was lost")
    return parser


def main(argv: typing.Optional[typing.Sequence[str]] = None) -> int:
    """The command line. -> exit code"""
    global _verbose, _on_terminal
    # A closed stream is none of ours to write into: its number would go to the next file opened.
    for fd in (0, 1, 2):
        try:
            os.fstat(fd)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    given = _parser().parse_args(argv)
    _verbose = _verbose or given.verbose
    with contextlib.suppress(Exception):
        _on_terminal = sys.stderr.isatty()
    try:
        return given.call(given)
    except _BadInput as error:
        sys.stderr.write("runlens: %s\n" % error)
    except OSError as error:
        sys.stderr.write("runlens: the action cannot be run: %s\n" % error)
    return 2

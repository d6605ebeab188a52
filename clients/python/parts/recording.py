"""An action that runs in a Python of its own, and what came out of it."""
import base64
import codecs
import contextlib
import datetime
import hashlib
import json
import os
import pathlib
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import typing

from .limits import LEFT_OPEN_SECONDS, STREAM_BYTES
from .runtime import _bundle, _runtime
from .sending import _deliver
from .values import RawJson, _iso, _new_id


class Recorded:
    """What came out of a run. stdout and stderr are bytes, each at most STREAM_BYTES; execution is
    the dict that goes to the server; sent tells whether it is there already."""
    stdout: bytes
    stderr: bytes
    exit_code: int
    outcome: str
    validation_message: typing.Optional[str]
    result: typing.Any
    mutations: typing.List[typing.Any]
    duration_ms: float
    execution: typing.Dict[str, typing.Any]
    signal: typing.Optional[int]
    sent: bool

    def __init__(self, **values: typing.Any) -> None:
        self.sent = False
        self.signal = None
        self.__dict__.update(values)

    def __repr__(self) -> str:
        return "<Recorded %s, exit code %d>" % (self.outcome, self.exit_code)


def record(code: str, context: typing.Any, *, event: str, target: str,
           id: typing.Optional[str] = None,
           created_at: typing.Union[str, datetime.datetime, None] = None,
           target_record_id: typing.Optional[str] = None, actions: typing.Any = None,
           request_id: typing.Optional[str] = None, triggered_by: typing.Optional[str] = None,
           environment: typing.Optional[str] = None, trigger: typing.Any = None,
           attributes: typing.Optional[typing.Mapping[str, typing.Any]] = None,
           at: typing.Optional[datetime.datetime] = None, timeout: typing.Optional[float] = None,
           stdin: str = "", env: typing.Iterable[str] = (), http: bool = False,
           python: typing.Optional[str] = None, send: bool = True,
           _cli: typing.Any = None) -> Recorded:
    """Runs code with context and returns what came out of it. May be called from many threads.

    context: JSON text (kept digit for digit) or an object; ValueError when it is no JSON.
    actions: keys, or dicts with key and name. at: the moment the action's clock starts at.
    timeout: seconds. env: names of environment variables that the action may see; their values are
    recorded. http=True: answers to its HTTP calls are recorded, so that a replay needs no network.
    send=False keeps the recording here, in .execution.
    """
    raw = context if isinstance(context, str) else json.dumps(context)
    raw = re.sub("[\ud800-\udfff]", lambda m: "\\u%04x" % ord(m.group()), raw)
    _runtime()["parse_json"](raw)    # refused before anything runs
    started = datetime.datetime.now(datetime.timezone.utc)
    frozen = {
        "entropy": os.urandom(32).hex(),
        "hash_seed": 1 + int.from_bytes(os.urandom(4), "big") % (2**32 - 1),
        "tz": _time_zone(),
        "env": {name: os.environ[name] for name in env if name in os.environ},
        "stdin": stdin,
    }
    if http:
        frozen["http"] = []
    if at is not None:
        frozen["at_ns"] = _to_ns(at)
        started = at.astimezone(datetime.timezone.utc)
    if timeout is not None:
        # Line by line, so that what was printed before the kill is not lost in a buffer.
        frozen["lines"], frozen["timeout"] = True, timeout
    if _cli and _cli.lines:
        frozen["lines"] = True
    run = _run_child(code, raw, frozen, timeout, python or sys.executable, _cli)
    outcome, exit_code = run["outcome"], run["exit_code"]
    kind, message = outcome["outcome"], outcome["validation_message"]
    duration_ms = outcome.get("duration_ms")
    if duration_ms is None:
        duration_ms = run["wall_ms"]
    output = {**run["stdout"].fields("stdout"), **run["stderr"].fields("stderr"),
              "exit_code": exit_code}
    for name in ("outcome", "validation_message", "result", "result_error", "mutations",
                 "mutations_error", "python", "layout", "frozen"):
        if name in outcome:
            output[name] = outcome[name]
    actions = [actions] if isinstance(actions, (str, dict)) else actions or ()
    actions = [a if isinstance(a, dict) else {"key": a} for a in actions]
    raised = kind in ("rejected", "warned", "error") or message is not None
    failed = kind in ("rejected", "error", "killed") or kind == "exit" and exit_code != 0
    execution = {
        "id": id or _new_id(),
        "created_at": _iso(created_at or started),
        "started_at": _iso(started),
        "finished_at": _iso(started + datetime.timedelta(milliseconds=run["wall_ms"])),
        "duration_ms": duration_ms,
        "status": "rejected" if kind == "timeout" else "failed" if failed else "success",
        "event": event,
        "target": target,
        "target_record_id": target_record_id,
        "actions": actions,
        "raised_action": actions[0].get("key") if raised and actions else None,
        "validation_message": message,
        "request_id": request_id,
        "triggered_by": triggered_by,
        "environment": environment,
        "trigger": trigger,
        "language": "python",
        "code": code,
        "context": RawJson(raw),
        "output": output,
        "attributes": attributes,
    }
    execution = {name: value for name, value in execution.items() if value is not None}
    done = Recorded(
        stdout=bytes(run["stdout"].head), stderr=bytes(run["stderr"].head), exit_code=exit_code,
        outcome=kind, validation_message=message, result=outcome.get("result"),
        mutations=outcome.get("mutations") or [], duration_ms=duration_ms, execution=execution,
        signal=run["signal"])
    if send:
        done.sent = _deliver(execution)
    return done


def _make_folder():
    """A full or forbidden folder for temporary files must not keep an action from running."""
    for parent in (None, "/dev/shm", "/var/tmp"):
        try:
            return tempfile.mkdtemp(prefix="runlens-", dir=parent)
        except OSError as error:
            problem = error
    raise problem


def _run_child(code, context, frozen, timeout, python, cli):
    folder = _make_folder()
    try:
        path, outcome_path = os.path.join(folder, "action.py"), os.path.join(folder, "outcome")
        with open(path, "w", encoding="utf-8", newline="\n") as f:
            f.write(_bundle(code, context, {"frozen": frozen}))
        child_env = {name: value for name, value in os.environ.items()
                     if not name.startswith("PYTHON") or name in ("PYTHONHOME", "PYTHONPATH")}
        child_env.update({"_REPLAY": "1", "LC_ALL": "C.UTF-8",
                          "PYTHONHASHSEED": str(frozen["hash_seed"])})
        begun = time.monotonic()
        process = subprocess.Popen(
            [python, "-X", "utf8", path, "--record", "--outcome", outcome_path], env=child_env,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0,
            start_new_session=os.name == "posix")
        try:
            if cli:
                cli.started(process)
            streams = {1: _Stream(), 2: _Stream()}
            readers = [
                threading.Thread(target=_read, args=(fd, pipe, streams[fd], cli), daemon=True)
                for fd, pipe in ((1, process.stdout), (2, process.stderr))]
            for reader in readers:
                reader.start()
            timed_out = False
            try:
                process.wait(timeout)
            except subprocess.TimeoutExpired:
                timed_out = True
                _kill(process)
                process.wait()
        except BaseException:    # Ctrl-C in the calling program: nothing runs on behind its back
            _kill(process)
            process.wait()
            raise
        wall_ms = (time.monotonic() - begun) * 1000
        end = time.monotonic() + LEFT_OPEN_SECONDS
        for reader in readers:
            reader.join(max(0, end - time.monotonic()))
        status = process.returncode
        outcome = _read_outcome(outcome_path, frozen)
        if timed_out:
            outcome.update(outcome="timeout", validation_message="Stopped after %g s" % timeout)
        elif "duration_ms" not in outcome:    # it never came to its end
            outcome.update(outcome="killed" if status < 0 else "exit", validation_message=None)
        return {
            "stdout": streams[1], "stderr": streams[2], "outcome": outcome, "wall_ms": wall_ms,
            "exit_code": 128 - status if status < 0 else 137 if timed_out else status,
            "signal": -status if status < 0 and not timed_out else None,
        }
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _kill(process):
    with contextlib.suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)    # with what it started, which holds the pipes
        else:
            process.kill()


class _Stream:
    """What came out of one stream: its beginning, and of the whole its length and its hash."""

    def __init__(self):
        self.head, self.length, self.hash = bytearray(), 0, hashlib.sha256()

    def add(self, data):
        self.head += data[:max(0, STREAM_BYTES - len(self.head))]
        self.length += len(data)
        self.hash.update(data)

    def fields(self, name):
        """Members of output. A stream that was cut has its full length and hash beside it, by which
        a replay can still be compared to the last byte."""
        head, length = bytes(self.head), self.length
        cut = length > len(head)
        try:
            # A character that was cut in two at the end goes, so that the rest stays text.
            fields = {name: codecs.getincrementaldecoder("utf-8")().decode(head, final=not cut)}
        except UnicodeDecodeError:
            fields = {name + "_base64": base64.b64encode(head).decode()}
        if cut:
            fields.update({name + "_bytes": length, name + "_sha256": self.hash.hexdigest()})
        return fields


def _read(fd, pipe, stream, cli):
    in_turn = cli and cli.lines and os.name == "posix"
    going_on = True
    while going_on:
        if in_turn:
            select.select([pipe], [], [])
        with cli.turn if in_turn else contextlib.suppress():
            try:
                data = os.read(pipe.fileno(), 65536)
            except OSError:
                break
            stream.add(data)
            # Without a reader of our own: close, so that the action meets the same broken pipe.
            going_on = data and (cli is None or cli.write(fd, data))
    pipe.close()


def _read_outcome(path, frozen):
    """The outcome, or what a killed run left: its frozen values and its clock readings so far."""
    nothing = {"outcome": "exit", "validation_message": None, "mutations": [], "result": None,
               "frozen": frozen}
    try:
        with open(path, encoding="utf-8") as f:
            first, _, rest = f.read().partition("\n")
        outcome = {**nothing, **json.loads(first)}
        tapes, last, calls = {}, {}, {}
        for line in rest.split("\n")[:-1]:
            name, _, value = line.partition(" ")
            if name == "http":
                number, _, call = value.partition(" ")
                calls[int(number)] = json.loads(call)
                continue
            tapes.setdefault(name, []).append(int(value) - last.get(name, 0))
            last[name] = int(value)
        if tapes:
            outcome["frozen"]["clock"] = tapes
        if calls:
            outcome["frozen"]["http"] = [calls[number] for number in sorted(calls)]
        return outcome
    except (OSError, ValueError, TypeError, RecursionError):    # not what the runtime writes
        return nothing


def _to_ns(moment):
    whole = moment.astimezone(datetime.timezone.utc).replace(microsecond=0)
    return int(whole.timestamp()) * 10**9 + moment.microsecond * 1000


def _time_zone():
    if os.environ.get("TZ"):
        return os.environ["TZ"]
    with contextlib.suppress(OSError):
        name = os.path.realpath("/etc/localtime").partition("/zoneinfo/")[2]
        if name:
            return name
    with contextlib.suppress(OSError):
        name = pathlib.Path("/etc/timezone").read_text().strip()
        if name:
            return name
    return "UTC0" if time.timezone == 0 else "LOC%+d:%02d" % divmod(time.timezone // 60, 60)

#!/usr/bin/env python3
"""Runs a Python action, records it, and sends the recording to Runlens. One file, no dependencies, Python >= 3.8.

  python3 runlens.py run ACTION.py --context CTX.json --event UPDATE --target PART [--id EXTERNAL_ID]
  python3 runlens.py send FILE.ndjson      send executions written by anything else
  python3 runlens.py flush                 send what waits in the spool
  python3 runlens.py status                what waits, what was refused, what was lost (JSON)

  import runlens
  done = runlens.record(code, context, event="UPDATE", target="PART")

The action runs in a Python of its own. Its stdout, stderr and exit code are unchanged, and nothing that goes wrong
with Runlens reaches it: a recording that cannot be sent waits on disk and goes with a later run.

RUNLENS_URL (http://127.0.0.1:3000), RUNLENS_API_KEY, RUNLENS_SPOOL_DIR (~/.cache/runlens/spool)
"""
import argparse
import base64
import contextlib
import datetime
import gzip
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import uuid

CONNECT_SECONDS = 2
TOTAL_SECONDS = 10
FLUSH_SECONDS = 2              # what a run spends on earlier recordings
SPOOL_FILES = 10000
SPOOL_BYTES = 512 * 1024 * 1024
LEFT_OPEN_SECONDS = 1          # a process that the action left behind may hold its streams open for ever
HEADER = "#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\n# A run being recorded by Runlens\n"


# ---- recording -----------------------------------------------------------------------------------

class Recorded:
    """What came out of a run. stdout and stderr are bytes; execution is the dict that goes to the server."""

    def __init__(self, **values):
        self.sent = False
        self.signal = None
        self.__dict__.update(values)

    def __repr__(self):
        return "<Recorded %s, exit code %d>" % (self.outcome, self.exit_code)


class RawJson(str):
    """JSON text that goes into a larger JSON text as it is."""


def record(code, context, *, event, target, id=None, created_at=None, target_record_id=None, actions=None,
           request_id=None, triggered_by=None, environment=None, trigger=None, attributes=None, at=None, timeout=None,
           stdin="", env=(), python=None, send=True, on_output=None, on_start=None):
    """Runs code with context and returns what came out of it.

    context: JSON text (kept digit for digit) or an object. at: the moment the action's clock starts at.
    timeout: seconds. env: names of environment variables that the action may see; their values are recorded.
    actions: keys, or dicts with key and name. on_output(fd, data) and on_start(process) serve the command line.
    """
    raw = context if isinstance(context, str) else json.dumps(context)
    raw = re.sub("[\ud800-\udfff]", lambda m: "\\u%04x" % ord(m.group()), raw)
    _runtime()["parse_json"](raw)    # refused before anything runs: ValueError
    started = datetime.datetime.now(datetime.timezone.utc)
    frozen = {"entropy": os.urandom(32).hex(), "hash_seed": 1 + int.from_bytes(os.urandom(4), "big") % (2**32 - 1),
              "tz": _time_zone(), "env": {name: os.environ[name] for name in env if name in os.environ}, "stdin": stdin}
    if at is not None:
        frozen["at_ns"] = _to_ns(at)
        started = at.astimezone(datetime.timezone.utc)
    if timeout is not None:
        # Line by line, so that what was printed before the kill is not lost in a buffer.
        frozen["lines"], frozen["timeout"] = True, timeout
    run = _run_child(code, raw, frozen, timeout, python or sys.executable, on_output, on_start)
    outcome, exit_code = run["outcome"], run["exit_code"]
    duration_ms = outcome.get("duration_ms")
    duration_ms = run["wall_ms"] if duration_ms is None else duration_ms
    output = {**_text("stdout", run["stdout"]), **_text("stderr", run["stderr"]), "exit_code": exit_code}
    for name in ("outcome", "validation_message", "result", "result_error", "mutations", "mutations_error", "python",
                 "layout", "frozen"):
        if name in outcome:
            output[name] = outcome[name]
    keys = [a if isinstance(a, dict) else {"key": a} for a in ([actions] if isinstance(actions, str) else actions or ())]
    message = outcome["validation_message"]
    raised = outcome["outcome"] in ("rejected", "warned", "error") or message is not None
    kind = outcome["outcome"]
    failed = kind in ("rejected", "error", "killed") or kind == "exit" and exit_code != 0
    execution = {
        "id": id or "run_" + uuid.uuid4().hex,
        "created_at": _iso(created_at or started), "started_at": _iso(started),
        "finished_at": _iso(started + datetime.timedelta(milliseconds=run["wall_ms"])), "duration_ms": duration_ms,
        "status": "rejected" if kind == "timeout" else "failed" if failed else "success",
        "event": event, "target": target, "target_record_id": target_record_id, "actions": keys,
        "raised_action": keys[0]["key"] if raised and keys else None, "validation_message": message,
        "request_id": request_id, "triggered_by": triggered_by, "environment": environment, "trigger": trigger,
        "language": "python", "code": code, "context": RawJson(raw), "output": output, "attributes": attributes,
    }
    execution = {name: value for name, value in execution.items() if value is not None}
    done = Recorded(stdout=run["stdout"], stderr=run["stderr"], exit_code=exit_code, outcome=kind,
                    validation_message=message, result=outcome.get("result"), mutations=outcome.get("mutations") or [],
                    duration_ms=duration_ms, execution=execution, signal=run["signal"])
    if send:
        done.sent = globals()["send"](execution)
    return done


def _runtime(_loaded={}):
    """The functions of the runtime, for the few that the recorder needs too."""
    if not _loaded:
        path = list(sys.path)
        names = {"__name__": "runlens_replay", "__file__": os.path.join(tempfile.gettempdir(), "-", "replay.py")}
        exec(compile(_RUNTIME, "<replay>", "exec"), names)
        sys.path[:] = path
        _loaded.update(names)
    return _loaded


def _bundle(code, context, recorded):
    """The file that runs, in the layout that any code survives."""
    lines = "".join("#| %s\n" % json.dumps(line) for line in re.findall("[^\n]*\n|[^\n]+", code))
    return '%s%s\n#>>> action json\n%s#<<< action\n\nCONTEXT = r"""\n%s\n"""\n\nRECORDED = r"""\n%s\n"""\n\n%s%s' % (
        HEADER, _runtime()["LAUNCHER"], lines, context, json.dumps(recorded), "#=== runtime ===\n", _RUNTIME)


def _run_child(code, context, frozen, timeout, python, on_output, on_start):
    folder = tempfile.mkdtemp(prefix="runlens-")
    try:
        path, outcome_path = os.path.join(folder, "action.py"), os.path.join(folder, "outcome")
        with open(path, "w", encoding="utf-8", newline="\n") as f:
            f.write(_bundle(code, context, {"frozen": frozen}))
        child_env = {n: v for n, v in os.environ.items() if not n.startswith("PYTHON") or n in ("PYTHONHOME", "PYTHONPATH")}
        child_env.update({"_REPLAY": "1", "PYTHONHASHSEED": str(frozen["hash_seed"])})
        begun = time.monotonic()
        process = subprocess.Popen(
            [python, "-X", "utf8", path, "--record", "--outcome", outcome_path], env=child_env, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=os.name == "posix", bufsize=0)
        if on_start:
            on_start(process)
        taken = {1: bytearray(), 2: bytearray()}
        readers = [threading.Thread(target=_read, args=(fd, stream, taken[fd], on_output), daemon=True)
                   for fd, stream in ((1, process.stdout), (2, process.stderr))]
        for reader in readers:
            reader.start()
        timed_out = False
        try:
            process.wait(timeout)
        except subprocess.TimeoutExpired:
            timed_out = True
            _kill(process)
            process.wait()
        wall_ms = (time.monotonic() - begun) * 1000
        end = time.monotonic() + LEFT_OPEN_SECONDS
        for reader in readers:
            reader.join(max(0, end - time.monotonic()))
        stdout, stderr = bytes(taken[1]), bytes(taken[2])
        code_now = process.returncode
        outcome = _read_outcome(outcome_path, frozen)
        exit_code = 128 - code_now if code_now < 0 else 137 if timed_out else code_now
        if timed_out:
            outcome.update(outcome="timeout", validation_message="Stopped after %g s" % timeout)
        elif "duration_ms" not in outcome:    # it never came to its end
            outcome.update(outcome="killed" if code_now < 0 else "exit", validation_message=None)
        return {"stdout": stdout, "stderr": stderr, "exit_code": exit_code, "outcome": outcome, "wall_ms": wall_ms,
                "signal": -code_now if code_now < 0 and not timed_out else None}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _kill(process):
    try:
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)    # with what it started, which holds the pipes
        else:
            process.kill()
    except OSError:
        pass


def _read(fd, stream, taken, on_output):
    while True:
        try:
            data = os.read(stream.fileno(), 65536)
        except OSError:
            break
        if not data:
            break
        taken += data
        if on_output and not on_output(fd, data):
            break    # our own reader is gone: close, so that the action meets the same broken pipe
    stream.close()


def _read_outcome(path, frozen):
    """The outcome, or what a killed run left: its frozen values and the clock readings up to its death."""
    nothing = {"outcome": "exit", "validation_message": None, "mutations": [], "result": None, "frozen": frozen}
    try:
        with open(path, encoding="utf-8") as f:
            first, _, rest = f.read().partition("\n")
        outcome = json.loads(first)
    except (OSError, ValueError):
        return nothing
    if "duration_ms" in outcome:
        return outcome
    tapes, last = {}, {}
    for line in rest.split("\n")[:-1]:
        name, _, value = line.partition(" ")
        tapes.setdefault(name, []).append(int(value) - last.get(name, 0))
        last[name] = int(value)
    if tapes:
        outcome["frozen"]["clock"] = tapes
    return {**nothing, **outcome}


def _text(name, data):
    try:
        return {name: data.decode("utf-8")}
    except UnicodeDecodeError:
        return {name + "_base64": base64.b64encode(data).decode()}


def _to_ns(moment):
    whole = moment.astimezone(datetime.timezone.utc).replace(microsecond=0)
    return int(whole.timestamp()) * 10**9 + moment.microsecond * 1000


def _iso(moment):
    if isinstance(moment, str):
        return moment
    return moment.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


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


# ---- sending -------------------------------------------------------------------------------------

def to_json(value):
    """JSON text in which a RawJson stands verbatim, ASCII but for it."""
    raws = []

    def take(part):
        if isinstance(part, RawJson):
            raws.append(part)
            return "\0%d\0" % (len(raws) - 1)
        return part

    if isinstance(value, dict):
        parts = []
        for key, part in value.items():
            parts.append("%s: %s" % (json.dumps(key), part if isinstance(part, RawJson) else _one_line(part)))
        return "{%s}" % ", ".join(parts)
    return _one_line(value)


def _one_line(value):
    return json.dumps(value)

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
           stdin="", env=(), python=None, send=True, _cli=None):
    """Runs code with context and returns what came out of it.

    context: JSON text (kept digit for digit) or an object. at: the moment the action's clock starts at.
    timeout: seconds. env: names of environment variables that the action may see; their values are recorded.
    actions: keys, or dicts with key and name. send=False keeps the recording here, in .execution.
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
    if _cli and _cli.lines:
        frozen["lines"] = True
    run = _run_child(code, raw, frozen, timeout, python or sys.executable, _cli)
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
        done.sent = _deliver(execution)
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


def _run_child(code, context, frozen, timeout, python, cli):
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
        if cli:
            cli.started(process)
        taken = {1: bytearray(), 2: bytearray()}
        readers = [threading.Thread(target=_read, args=(fd, stream, taken[fd], cli), daemon=True)
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


def _read(fd, stream, taken, cli):
    while True:
        try:
            data = os.read(stream.fileno(), 65536)
        except OSError:
            break
        if not data:
            break
        taken += data
        if cli and not cli.write(fd, data):
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

def send(execution):
    """Sends one execution (a dict of the wire format). True when the server has it; otherwise it waits on disk."""
    return _deliver(execution)


def flush(seconds=60):
    """Sends what waits in the spool. -> {"sent", "rejected", "waiting"}"""
    return Spool().flush(time.monotonic() + seconds)


def status():
    return Spool().status()


def to_json(execution):
    """The wire text. A RawJson stands in it verbatim; everything else is ASCII."""
    return "{%s}" % ", ".join(
        "%s: %s" % (json.dumps(key), value if isinstance(value, RawJson) else json.dumps(value))
        for key, value in execution.items())


def _deliver(execution):
    try:
        execution = dict(execution)
        if not execution.get("id"):
            execution["id"] = "run_" + uuid.uuid4().hex
        if not execution.get("created_at"):
            execution["created_at"] = _iso(datetime.datetime.now(datetime.timezone.utc))
        return Spool().deliver(to_json(execution))
    except Exception as error:    # an action must not fail because its log cannot be kept
        _say("not kept: %r" % error)
        return False


class Away(Exception):
    """No verdict: the server cannot be reached, is busy, or does not know the key. Try again later."""


class Refused(Exception):
    """The server's verdict on the whole request."""


def post(texts, seconds=TOTAL_SECONDS):
    """Sends executions as one request. -> {index: reason} of the refused ones; raises Away or Refused."""
    body = gzip.compress((texts[0] if len(texts) == 1 else "[%s]" % ",\n".join(texts)).encode("utf-8"), 6)
    answer = []

    def ask():
        try:
            answer.append(_request(body, seconds))
        except Exception as error:
            answer.append(error)

    # In a thread: neither a name server that does not answer nor one that drips bytes may hold the caller longer.
    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(seconds)
    if not answer:
        raise Away("no answer in %g s" % seconds)
    if isinstance(answer[0], Exception):
        raise Away(repr(answer[0]))
    code, text = answer[0]
    if code in (400, 409, 413, 415, 422):
        raise Refused("%d %s" % (code, text[:2000]))
    try:
        refused = json.loads(text)["rejected"] if code == 200 else None
        return {item["index"]: item for item in refused}
    except (ValueError, KeyError, TypeError):
        raise Away("%d %s" % (code, text[:200])) from None


def _request(body, seconds):
    url = urllib.parse.urlsplit(os.environ.get("RUNLENS_URL") or "http://127.0.0.1:3000")
    path = url.path.rstrip("/") + "/api/v1/executions"
    secure = url.scheme == "https"
    host, port = url.hostname or "127.0.0.1", url.port or (443 if secure else 80)
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip", "User-Agent": "runlens-python",
               "Accept": "application/json"}
    if os.environ.get("RUNLENS_API_KEY"):
        headers["Authorization"] = "Bearer " + os.environ["RUNLENS_API_KEY"]
    proxy = _proxy(url.scheme, host)
    via, via_port = (proxy.hostname, proxy.port or 80) if proxy else (host, port)
    if secure:
        connection = http.client.HTTPSConnection(via, via_port, timeout=CONNECT_SECONDS, context=ssl.create_default_context())
    else:
        connection = http.client.HTTPConnection(via, via_port, timeout=CONNECT_SECONDS)
    if proxy and secure:
        connection.set_tunnel(host, port)
    elif proxy:
        path = "http://%s%s" % (url.netloc.rpartition("@")[2], path)
    try:
        connection.connect()
        connection.sock.settimeout(seconds)
        connection.request("POST", path, body, headers)
        response = connection.getresponse()
        return response.status, response.read(8 * 1024 * 1024).decode("utf-8", "replace")
    finally:
        connection.close()


def _proxy(scheme, host):
    if host == "localhost" or host.startswith("127.") or host == "::1":
        return None
    import urllib.request
    address = urllib.request.getproxies().get(scheme)
    return urllib.parse.urlsplit(address) if address and not urllib.request.proxy_bypass(host) else None


class Spool:
    """A folder of recordings that wait, one gzip file each; rejected/ keeps what the server refused, with its reason."""

    def __init__(self):
        base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
        self.folder = os.environ.get("RUNLENS_SPOOL_DIR") or os.path.join(base, "runlens", "spool")
        self.refused_folder = os.path.join(self.folder, "rejected")

    def deliver(self, text):
        """Kept on disk first, so that a kill between here and the answer loses nothing."""
        try:
            path = self.put(text)
        except OSError as error:
            _say("the spool cannot be written: %s" % error)
            path = None
        try:
            sent = self.send_files([(path, text)]) == 1
        except Away as error:
            _say("kept for later: %s" % error if path else "lost: %s" % error)
            if not path:
                self.count("lost")
            return False
        self.flush(time.monotonic() + FLUSH_SECONDS)
        return sent

    def put(self, text):
        """-> path, or None when the spool is full"""
        os.makedirs(self.folder, mode=0o700, exist_ok=True)
        data = gzip.compress(text.encode("utf-8"), 6)
        name = "%020d-%d-%s.json.gz" % (time.time_ns(), os.getpid(), uuid.uuid4().hex[:8])
        with self.lock("state.lock"):
            sizes = [size for _, size in self.waiting()]
            if len(sizes) >= SPOOL_FILES or sum(sizes) + len(data) > SPOOL_BYTES:
                return None
            part, path = os.path.join(self.folder, name + ".part"), os.path.join(self.folder, name)
            try:
                with open(part, "xb") as f:
                    f.write(data)
                os.replace(part, path)
            except OSError:
                _remove(part)
                raise
        return path

    def waiting(self, folder=None):
        """[(path, bytes)], oldest first"""
        found = []
        with contextlib.suppress(FileNotFoundError), os.scandir(folder or self.folder) as entries:
            for entry in entries:
                if entry.name.endswith(".json.gz"):
                    with contextlib.suppress(FileNotFoundError):
                        found.append((entry.path, entry.stat().st_size))
        return sorted(found)

    def flush(self, until):
        done = {"sent": 0, "rejected": 0}
        before = self.counts()["rejected"]
        with self.lock("flush.lock", wait=False) as mine:    # one process at a time; the others have nothing to add
            batch, size = [], 0
            files = self.waiting() if mine else []
            for i, (path, _) in enumerate(files):
                if time.monotonic() > until:
                    break
                text = self.read(path)
                if text is not None:
                    batch.append((path, text))
                    size += len(text)
                if batch and (len(batch) >= 50 or size > 2000000 or i == len(files) - 1):
                    try:
                        done["sent"] += self.send_files(batch, min(TOTAL_SECONDS, max(1, until - time.monotonic())))
                    except Away as error:
                        _say("kept for later: %s" % error)
                        break
                    batch, size = [], 0
        done["rejected"] = self.counts()["rejected"] - before
        done["waiting"] = len(self.waiting())
        return done

    def read(self, path):
        try:
            with gzip.open(path, "rt", encoding="utf-8", newline="") as f:
                return f.read()
        except FileNotFoundError:
            return None
        except (OSError, EOFError, ValueError):    # cut short by a full disk or a crash
            self.refuse(path, None, "unreadable spool file")
            return None

    def send_files(self, batch, seconds=TOTAL_SECONDS):
        """[(path or None, text)] -> how many the server has now"""
        try:
            refused = post([text for _, text in batch], seconds)
        except Refused as error:
            if len(batch) > 1:    # one bad neighbour: each for itself
                return sum(self.send_files([item], seconds) for item in batch)
            refused = {0: str(error)}
        for i, (path, text) in enumerate(batch):
            if i in refused:
                _say("refused: %s" % (refused[i],))
                self.refuse(path, text, refused[i])
            elif path:
                _remove(path)
        return len(batch) - len(refused)

    def refuse(self, path, text, reason):
        kept = False
        with contextlib.suppress(OSError):
            os.makedirs(self.refused_folder, mode=0o700, exist_ok=True)
            if path is None and text is not None:
                path = self.put(text)
            sizes = [size for _, size in self.waiting(self.refused_folder)]
            if path and len(sizes) < SPOOL_FILES and sum(sizes) + os.path.getsize(path) <= SPOOL_BYTES:
                target = os.path.join(self.refused_folder, os.path.basename(path))
                os.replace(path, target)
                kept = True
                with open(target[:-len(".json.gz")] + ".reason.json", "w", encoding="utf-8") as f:
                    json.dump(reason, f)
        if path and not kept:
            _remove(path)
        self.count("rejected")
        if not kept:
            self.count("lost")

    def counts(self):
        try:
            with open(os.path.join(self.folder, "counts")) as f:
                lost, rejected = f.read().split()
            return {"lost": int(lost), "rejected": int(rejected)}
        except (OSError, ValueError):
            return {"lost": 0, "rejected": 0}

    def count(self, name):
        """Written over in place, at a fixed width: it works on a full disk too."""
        try:
            os.makedirs(self.folder, mode=0o700, exist_ok=True)
            with self.lock("state.lock"):
                counts = self.counts()
                counts[name] += 1
                fd = os.open(os.path.join(self.folder, "counts"), os.O_WRONLY | os.O_CREAT, 0o600)
                try:
                    os.write(fd, b"%020d %020d\n" % (counts["lost"], counts["rejected"]))
                finally:
                    os.close(fd)
        except OSError as error:
            _say("the counter cannot be written: %s" % error)

    def status(self):
        waiting = self.waiting()
        return {"url": os.environ.get("RUNLENS_URL") or "http://127.0.0.1:3000", "spool": self.folder,
                "waiting": len(waiting), "waiting_bytes": sum(size for _, size in waiting), **self.counts()}

    @contextlib.contextmanager
    def lock(self, name, wait=True):
        """Between processes and threads. Gives False when it is held and wait is off."""
        try:
            import fcntl
            os.makedirs(self.folder, mode=0o700, exist_ok=True)
            handle = open(os.path.join(self.folder, name), "a")
        except (ImportError, OSError):    # without locks two may send the same file: the server sees the same id twice
            yield True
            return
        with handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except OSError:
                yield False
                return
            yield True


def _remove(path):
    with contextlib.suppress(OSError):
        os.remove(path)


verbose = False


def _say(text):
    if verbose:
        with contextlib.suppress(Exception):
            sys.stderr.write("runlens: %s\n" % text)


# ---- command line --------------------------------------------------------------------------------

class _Terminal:
    """Passes output through as it comes and signals on as they come."""

    def __init__(self):
        self.lines = self.in_order()
        self.process = None

    @staticmethod
    def in_order():
        with contextlib.suppress(OSError):
            return os.isatty(1) or os.path.samestat(os.fstat(1), os.fstat(2))
        return False

    def started(self, process):
        self.process = process
        for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), self.forward)

    def forward(self, number, _frame):
        with contextlib.suppress(OSError):
            if self.process.poll() is None:
                os.killpg(self.process.pid, number) if os.name == "posix" else self.process.terminate()

    @staticmethod
    def write(fd, data):
        view = memoryview(data)
        while view:
            try:
                view = view[os.write(fd, view):]
            except BlockingIOError:
                time.sleep(0.005)
            except OSError:
                return False
        return True


def _die_by(number):
    with contextlib.suppress(Exception):
        import resource
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(Exception):
        signal.signal(number, signal.SIG_DFL)
    with contextlib.suppress(Exception):
        os.kill(os.getpid(), number)
        time.sleep(0.2)
    os._exit(128 + number)


def read_action(path):
    """The text that Python would run: its encoding cookie and byte order mark obeyed, its line ends kept."""
    import tokenize
    data = pathlib.Path(path).read_bytes()
    try:
        encoding = tokenize.detect_encoding(iter(data.splitlines(True)).__next__)[0]
        return data.decode(encoding)
    except (SyntaxError, UnicodeDecodeError):
        return data.decode("utf-8", "backslashreplace")


def read_context(path):
    data = sys.stdin.buffer.read() if path == "-" else pathlib.Path(path).read_bytes()
    return data.decode("utf-8-sig")


def _run_command(given):
    try:
        code, context = read_action(given.action_file), read_context(given.context) if given.context else "{}"
        done = record(
            code, context, event=given.event, target=given.target, id=given.id, target_record_id=given.target_record_id,
            actions=given.action or [pathlib.Path(given.action_file).stem], request_id=given.request_id,
            triggered_by=given.triggered_by, environment=given.environment, timeout=given.timeout, env=given.env or (),
            _cli=_Terminal())
    except (OSError, ValueError) as error:
        sys.stderr.write("runlens: %s\n" % error)
        return 2
    if done.signal:
        _die_by(done.signal)
    return done.exit_code


def _send_command(given):
    spool, batch, size = Spool(), [], 0
    done = {"sent": 0, "rejected": 0, "waiting": 0}

    def deliver():
        try:
            sent = spool.send_files([(None, text) for text in batch]) if batch else 0
            done["sent"] += sent
            done["rejected"] += len(batch) - sent
        except Away as error:
            _say("kept for later: %s" % error)
            for text in batch:
                if spool.put(text):
                    done["waiting"] += 1
                else:
                    spool.count("lost")
                    done["lost"] = done.get("lost", 0) + 1

    with open(given.file, encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines, 1):
            line = line.strip()
            if not line:
                continue
            try:
                fields = json.loads(line)
                if not isinstance(fields, dict):
                    raise ValueError("not an object")
            except (ValueError, RecursionError) as error:
                sys.stderr.write("line %d: %s\n" % (number, error))
                done["rejected"] += 1
                continue
            minted = {"id": "run_" + uuid.uuid4().hex, "created_at": _iso(datetime.datetime.now(datetime.timezone.utc))}
            minted = ["%s: %s" % (json.dumps(k), json.dumps(v)) for k, v in minted.items() if fields.get(k) is None]
            if minted:    # kept from now on, so that sending again meets the same execution
                line = "%s, %s}" % (line[:-1], ", ".join(minted)) if fields else "{%s}" % ", ".join(minted)
            batch.append(line)
            size += len(line)
            if len(batch) >= 200 or size > 2000000:
                deliver()
                batch, size = [], 0
    deliver()
    print(json.dumps(done))
    return 0 if done["rejected"] == done["waiting"] == 0 else 1


def main(argv=None):
    global verbose
    parser = argparse.ArgumentParser(prog="runlens.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="run an action and record it")
    run.add_argument("action_file", metavar="ACTION.py")
    run.add_argument("--context", metavar="CTX.json", help="default: {}; - is stdin")
    run.add_argument("--event", required=True)
    run.add_argument("--target", required=True)
    run.add_argument("--id", help="your own id: sending it again never makes a second log")
    run.add_argument("--target-record-id")
    run.add_argument("--action", action="append", metavar="KEY", help="default: the file's name")
    run.add_argument("--request-id")
    run.add_argument("--triggered-by")
    run.add_argument("--environment")
    run.add_argument("--timeout", type=float, metavar="SECONDS")
    run.add_argument("--env", action="append", metavar="NAME", help="an environment variable the action may see; recorded")
    run.set_defaults(call=_run_command)
    sending = commands.add_parser("send", help="send executions from a file")
    sending.add_argument("file", metavar="FILE.ndjson")
    sending.set_defaults(call=_send_command)
    commands.add_parser("flush", help="send what waits").set_defaults(call=_flush_command)
    commands.add_parser("status", help="what waits").set_defaults(call=_status_command)
    for command in commands.choices.values():
        command.add_argument("--verbose", action="store_true", help="say on stderr what becomes of the recording")
    given = parser.parse_args(argv)
    verbose = given.verbose
    return given.call(given)


def _flush_command(_given):
    done = flush()
    print(json.dumps(done))
    return 0 if done["waiting"] == 0 and done["rejected"] == 0 else 1


def _status_command(_given):
    print(json.dumps(status(), indent=2))
    return 0


# >>> replay runtime: written by lib/bundle/write-replay-text.mjs
_RUNTIME = r'''"""Runs the action of a Runlens bundle and gives the output that was recorded.

Python 3.8 or newer, standard library only. The file that carries this text also carries the action,
its context and its recording. The recording was made by this same text (--record), so that a
recording and its replay cannot drift apart.

  python3 FILE                  run as recorded: same clock, randomness, hash order, environment, stdin
  python3 FILE --verify         run and compare with the recording: 0 same, 1 different, 2 no recording
  python3 FILE --context OTHER  run with the JSON of another file as the context
  python3 FILE --recorded       print the recorded output, run nothing
  python3 FILE --live           nothing frozen: real clock, randomness, environment and stdin
  python3 FILE --full-traceback keep the frames of the standard library and of packages
  python3 FILE --debug          real file name and lines, so that breakpoints bind

An action finds the globals context, ValidationError, ValidationWarning and mutations (a list to append
to), and may set result. ValidationError blocks; ValidationWarning warns and exits 0.
"""
import os
import sys

# A json.py or random.py beside the download must not shadow the standard library.
_here = os.path.dirname(os.path.abspath(__file__))
sys.path[:] = [p for p in sys.path if os.path.abspath(p or ".") != _here]

import atexit, base64, builtins, gc, itertools, json, linecache, re, threading, time, traceback, types, warnings

ACTION = "<action>"
LAUNCHER = ('exec(compile(open(__file__, encoding="utf-8").read().rpartition("\\n#=== runtime ===\\n")[2], '
            '"<replay>", "exec"), {"__name__": "<replay>", "__file__": __file__})\n')
CLOCK_CAP = 100000        # readings kept of one clock
PAST_TAPE_NS = 1000000    # past the end of its tape a clock adds 1 ms a reading: a waiting loop still ends
NOT_RECORDED = "not recorded: nothing to compare with"
open_file, write_fd, dumps = open, os.write, json.dumps    # the action may replace them

class ValidationError(Exception):
    __module__ = "__main__"

class ValidationWarning(Exception):
    __module__ = "__main__"

# ---- the file: action, context, recording --------------------------------------------------------

def read_bundle(file):
    """-> code, lines of the file above it, JSON text of the context, JSON text of the recording"""
    with open_file(file, encoding="utf-8") as f:
        body = f.read().rpartition("\n#=== runtime ===\n")[0] + "\n"
    # The last of each counts: JSON cannot hold these lines, the code can.
    body, _, recorded = body.rpartition('\nRECORDED = r"""\n')
    body, _, context = body.rpartition('\nCONTEXT = r"""\n')
    begin = re.search("^(?:r'{3}|r\"{3}|)#>>> action([a-z -]*)\n", body, re.M)
    end = max(body.rfind("\n" + quote + "#<<< action\n") for quote in ("", "'" * 3, '"' * 3))
    if not begin or end < begin.end() - 1 or not ('"' * 3 in context and '"' * 3 in recorded):
        sys.exit("This file has lost a line that marks its parts (#>>> action, #<<< action, CONTEXT, RECORDED).")
    flags, code = begin.group(1).split(), body[begin.end():end + 1]
    if "json" in flags:
        code = "".join(json.loads(line[3:]) for line in code.split("\n") if line.startswith("#| "))
    elif "no-eol" in flags:
        code = code[:-1]
    if "future" in flags:
        code = re.sub(r"^#~ (?=[ \t]*from[ \t]+__future__[ \t])", "", code, flags=re.M)
    context, recorded = (text[:text.rindex('"' * 3)] for text in (context, recorded))
    return code, body.count("\n", 0, begin.end()), context, recorded

def choose_layout(code):
    """plain only when Python really compiles the text below the launcher without a word"""
    if "\0" in code or code.endswith("\r") or re.search("[\ud800-\udfff]", code):
        return "json"
    # Python takes `from __future__` only at the top, where the launcher stands: shown as a comment.
    shown = re.sub(r"(^|\r\n|\n|\r)(?=[ \t]*from[ \t]+__future__[ \t])", r"\1#~ ", code)
    if shown == code or not re.search(r"(^|\n|\r)#~ [ \t]*from[ \t]+__future__[ \t]", code):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                compile(LAUNCHER + "#>>> action\n" + shown + "\n#<<< action\nCONTEXT = 0\nRECORDED = 0\n",
                        "bundle", "exec", dont_inherit=True)
            return "plain"
        except Exception:
            pass
    ends_early = lambda quote: quote in re.sub(r"(?s)\\.", "  ", code)
    return "json" if ends_early("'" * 3) and ends_early('"' * 3) else "quoted"

def parse_json(text):
    """json.loads without a limit on the digits of an integer or on depth"""
    limit = getattr(sys, "get_int_max_str_digits", lambda: None)()
    if limit is not None:
        sys.set_int_max_str_digits(0)
    try:
        return json.loads(text)
    except RecursionError:
        return parse_deep_json(text)
    finally:
        if limit is not None:
            sys.set_int_max_str_digits(limit)

def parse_deep_json(text):
    token, at, key = re.compile(r'[ \t\n\r,:]*([][{}"]|[^][{}",:\s]+)'), 0, None
    top = here = []
    above = []
    for found in iter(lambda: token.match(text, at), None):
        mark, at = found.group(1), found.end()
        if mark in "]}":
            here = above.pop()
            continue
        if mark == '"':
            value, at = json.decoder.scanstring(text, at)
            if key is None and isinstance(here, dict):
                key = value
                continue
        else:
            value = [] if mark == "[" else {} if mark == "{" else json.loads(mark)
        if isinstance(here, dict):
            here[key], key = value, None
        else:
            here.append(value)
        if mark in "[{":
            above.append(here)
            here = value
    if above or len(top) != 1 or text[at:].strip():
        raise ValueError("not JSON")
    return top[0]

# ---- what is frozen: clock, randomness, environment, streams -------------------------------------

class Function:
    """Stands in for a built-in function. No __get__: kept in a class it must not become a method."""
    __slots__ = ("call", "real")
    def __init__(self, call, real):
        self.call, self.real = call, real
    def __call__(self, *args, **kwargs):
        return self.call(*args, **kwargs)
    def __repr__(self):
        return repr(self.real)
    def __getattr__(self, name):
        return getattr(self.real, name)
    def __reduce__(self):
        return self.real.__reduce__()

def replace(module, **calls):
    for name, call in calls.items():
        if hasattr(module, name):
            setattr(module, name, Function(call, getattr(module, name)))

def freeze_clock(tapes, kept, shift_ns, note):
    """tapes: {clock: [start, delta, ...]} in ns to replay; None records into kept and through note()"""
    read = {}
    for name, function in (("wall", "time"), ("monotonic", "monotonic"), ("perf", "perf_counter"),
                           ("cpu", "process_time"), ("thread", "thread_time")):
        real = getattr(time, function + "_ns", time.monotonic_ns)
        if tapes is None:
            shift = shift_ns if name == "wall" else 0
            tape = kept[name] = [real() + shift]
            note("%s %d\n" % (name, tape[0]))

            def reading(name=name, real=real, shift=shift, tape=tape):
                value = real() + shift
                if len(tape) <= CLOCK_CAP:
                    tape.append(value)
                    note("%s %d\n" % (name, value))
                return value
        else:
            values = list(itertools.accumulate(tapes.get(name) or [real()]))
            after = itertools.count(values[-1] + PAST_TAPE_NS, PAST_TAPE_NS)
            reading = itertools.chain(values[1:], after).__next__
        read[name] = reading
        replace(time, **{function: lambda reading=reading: reading() / 1e9, function + "_ns": reading})
    wall, local, utc, as_text, formatted = read["wall"], time.localtime, time.gmtime, time.asctime, time.strftime
    ids = {getattr(time, "CLOCK_" + constant, None): read[name] for constant, name in (
        ("REALTIME", "wall"), ("MONOTONIC", "monotonic"), ("PROCESS_CPUTIME_ID", "cpu"), ("THREAD_CPUTIME_ID", "thread"))}
    gettime, gettime_ns = getattr(time, "clock_gettime", None), getattr(time, "clock_gettime_ns", None)
    seconds = lambda given: wall() // 10**9 if given is None else given
    replace(time,
            clock_gettime=lambda id: ids[id]() / 1e9 if id in ids else gettime(id),
            clock_gettime_ns=lambda id: ids[id]() if id in ids else gettime_ns(id),
            localtime=lambda s=None: local(seconds(s)), gmtime=lambda s=None: utc(seconds(s)),
            ctime=lambda s=None: as_text(local(seconds(s))), asctime=lambda *t: as_text(*(t or (local(seconds(None)),))),
            strftime=lambda form, *t: formatted(form, *(t or (local(seconds(None)),))))
    import datetime

    def now(cls, tz=None):
        whole, ns = divmod(wall(), 10**9)
        return cls.fromtimestamp(whole, tz).replace(microsecond=ns // 1000)

    def utcnow(cls):
        if sys.version_info >= (3, 12):
            warnings.warn("datetime.datetime.utcnow() is deprecated and scheduled for removal in a future version. Use "
                          "timezone-aware objects to represent datetimes in UTC: datetime.datetime.now(datetime.UTC).",
                          DeprecationWarning, stacklevel=2)
        return now(cls, datetime.timezone.utc).replace(tzinfo=None)

    # datetime reads the clock in C and is immutable: its method table is the one place that keeps its identity.
    methods = gc.get_referents(datetime.datetime.__dict__)[0]
    methods["now"], methods["utcnow"] = classmethod(now), classmethod(utcnow)
    sys._clear_type_cache()

def freeze_entropy(seed):
    import hashlib, random, uuid
    calls, seed_with = itertools.count(), random.Random.seed

    def urandom(size):
        if size < 0:
            raise ValueError("negative argument not allowed")
        call = next(calls)
        blocks = (hashlib.sha256(b"%s %d %d" % (seed.encode(), call, i)).digest() for i in range(-(-size // 32)))
        return b"".join(blocks)[:size]

    def reseed(self, a=None, version=2):
        seed_with(self, int.from_bytes(urandom(32), "big") if a is None else a, version)

    replace(os, urandom=urandom, getrandom=lambda size, flags=0: urandom(size))
    random._urandom, random.Random.seed = os.urandom, reseed
    random.seed = random._inst.seed
    random.seed()
    uuid._node = int.from_bytes(urandom(6), "big") | 1 << 40
    uuid._generate_time_safe = uuid._UuidCreate = None
    uuid._has_uuid_generate_time_safe = False

def set_environment(frozen):
    if "env" in frozen:
        kept = {n: os.environ[n] for n in ("SYSTEMROOT", "COMSPEC") if os.name == "nt" and n in os.environ}
        os.environ.clear()
        os.environ.update({**kept, "COLUMNS": "80", "LINES": "24", **frozen["env"]})
    if "tz" in frozen:
        os.environ["TZ"] = frozen["tz"]
        getattr(time, "tzset", lambda: None)()
    os.environ.pop("_REPLAY", None)

def set_streams(frozen, keep_stdin):
    lines = bool(frozen.get("lines"))
    try:
        lines = lines or os.path.samestat(os.fstat(1), os.fstat(2))    # 2>&1 and terminals: in order
    except OSError:
        pass
    for stream, errors, by_line in ((sys.stdout, "strict", lines), (sys.stderr, "backslashreplace", True)):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors=errors, newline="\n", line_buffering=by_line)
    if keep_stdin:
        return
    data = frozen.get("stdin", "").encode("utf-8", "surrogatepass")
    try:
        if len(data) > 65536:    # more than a pipe holds without a reader
            raise OSError
        reader, writer = os.pipe()
        write_fd(writer, data)
        os.close(writer)
        os.dup2(reader, 0)
        os.close(reader)
        sys.stdin = open_file(0, encoding="utf-8", closefd=False)
    except (OSError, AttributeError):
        import io
        sys.stdin = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8")
    sys.__stdin__ = sys.stdin

# ---- tracebacks: the action's own frames, the same text on every machine --------------------------

def set_traceback_text(everything, file):
    """Patched at its root, so that format_exc and logging.exception in the action agree."""
    make, extract, walk = traceback.TracebackException.__init__, traceback.extract_tb, traceback.walk_stack

    def own_frames(stack, limit):
        kept = [f for f in stack if f.filename != "<replay>" and (
            everything or f.filename == file or f.filename[:1] == "<" and not f.filename.startswith("<frozen "))]
        for i, f in enumerate(kept):
            if not everything:    # made anew without columns: no carets
                kept[i] = traceback.FrameSummary(f.filename, f.lineno, f.name, lookup_line=False, line=f.line or "")
                kept[i].locals = f.locals
        return traceback.StackSummary.from_list(kept if limit is None else kept[:limit] if limit >= 0 else kept[limit:])

    def init(self, kind, value, tb, *, limit=None, **kwargs):
        if isinstance(value, SyntaxError) and value.text is None and value.filename == ACTION and value.lineno:
            value.text = linecache.getline(ACTION, value.lineno) or None
        make(self, kind, value, tb, **kwargs)
        if self.stack is not None:
            self.stack = own_frames(self.stack, limit)
        try:
            if not everything and str(getattr(self, "_str", "")).startswith(str(value)):
                self._str = str(value)    # without "Did you mean", which differs by version
        except Exception:
            pass

    def show(kind, value, tb, before=""):
        try:
            text = "".join(traceback.TracebackException(kind, value, tb).format())
        except RecursionError:
            text = kind.__name__ + "\n"
        if sys.stderr is not None:
            sys.stderr.write(before + text)
            sys.stderr.flush()

    def in_thread(args):
        if args.exc_type is not SystemExit:
            name = args.thread.name if args.thread else threading.get_ident()
            show(args.exc_type, args.exc_value, args.exc_traceback, "Exception in thread %s:\n" % name)

    def unraisable(args):
        what = "" if args.object is None else ": %r" % (args.object,)
        show(args.exc_type, args.exc_value, args.exc_traceback, (args.err_msg or "Exception ignored in") + what + "\n")

    def walk_stack(f):
        above_runtime = lambda pair: pair[0].f_code is not run.__code__
        pairs = itertools.takewhile(above_runtime, walk(f or sys._getframe(2)))
        return (pair for pair in pairs if pair[0].f_code.co_filename != "<replay>")

    traceback.TracebackException.__init__, traceback.walk_stack = init, walk_stack
    traceback.extract_tb = lambda tb, limit=None: own_frames(extract(tb), limit)
    sys.excepthook = sys.__excepthook__ = show
    threading.excepthook, sys.unraisablehook = in_thread, unraisable
    return show

def error_text(error):
    module = type(error).__module__
    try:
        text = error.msg if isinstance(error, SyntaxError) else str(error)
    except Exception:
        text = "<exception str() failed>"
    name = type(error).__qualname__
    return (name if module in ("builtins", "__main__") else "%s.%s" % (module, name)) + (": %s" % text if text else "")

# ---- running -------------------------------------------------------------------------------------

class OutcomeFile:
    """First the frozen values and every clock reading, so that they survive a kill; at the end one JSON object."""
    def __init__(self, path):
        self.pid, self.fd = os.getpid(), os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            import fcntl    # out of the way: file numbers that the action sees must not depend on recording
            low, self.fd = self.fd, fcntl.fcntl(self.fd, fcntl.F_DUPFD_CLOEXEC, 500)
            os.close(low)
        except (ImportError, OSError):
            pass
    def note(self, text):
        data = text.encode()
        while data and os.getpid() == self.pid:    # a forked child has nothing to say here
            data = data[write_fd(self.fd, data):]
    def finish(self, outcome):
        if os.getpid() == self.pid:
            os.lseek(self.fd, 0, os.SEEK_SET)
            os.ftruncate(self.fd, 0)
            self.note(dumps(outcome))

def run(file, options, code, line, context, recorded, debug):
    clock, record = time.perf_counter_ns, options["--record"]
    frozen = {} if options["--live"] else dict(recorded.get("frozen") or {})
    outcome = {"outcome": "ok", "validation_message": None, "exit_code": 0, "python": "%d.%d.%d" % sys.version_info[:3]}
    tapes, shift, kept = frozen.pop("clock", None), 0, {}
    if record:
        frozen = {"entropy": os.urandom(32).hex(), "env": {}, "tz": os.environ.get("TZ") or "UTC", "stdin": "", **frozen}
        if os.environ.get("PYTHONHASHSEED", "").isdigit():
            frozen["hash_seed"] = int(os.environ["PYTHONHASHSEED"])
        outcome["layout"], tapes = choose_layout(code), None
        shift = frozen.pop("at_ns", time.time_ns()) - time.time_ns()
    sink = OutcomeFile(options["--outcome"]) if options["--outcome"] else None
    if record:
        sink.note(dumps({**outcome, "frozen": frozen}) + "\n")

    module, mutations = types.ModuleType("__main__"), []
    module.__dict__.update(
        __file__=file if debug else ACTION, __builtins__=builtins, context=context, mutations=mutations,
        ValidationError=ValidationError, ValidationWarning=ValidationWarning)
    code = code.replace("\r\n", "\n").replace("\r", "\n")
    linecache.cache[ACTION] = (len(code), None, [text + "\n" for text in code.split("\n")], ACTION)
    show = set_traceback_text(options["--full-traceback"], file)
    if not debug and not options["--live"]:
        set_environment(frozen)
    set_streams(frozen, debug or options["--live"])
    if "entropy" in frozen:
        freeze_entropy(frozen["entropy"])
    duration_ns = 0

    def save():
        outcome["duration_ms"] = duration_ns / 1e6
        for name, value in (("result", None), ("mutations", mutations)):
            outcome[name] = module.__dict__.get(name, value)
            try:
                dumps(outcome[name], allow_nan=False)
            except Exception as error:
                outcome[name], outcome[name + "_error"] = [] if name == "mutations" else None, error_text(error)
        if kept:
            frozen["clock"] = {n: t[:1] + [b - a for a, b in zip(t, t[1:])] for n, t in kept.items()}
        sink.finish({**outcome, "frozen": frozen})

    if sink:
        atexit.register(save)    # first in, so last out: after the action's threads and exit functions
    if record or tapes is not None:
        freeze_clock(tapes, kept, shift, sink.note if sink else None)
    sys.argv, sys.modules["__main__"] = ["action.py"], module
    compiled, exit_with, depth, frame = None, 0, 0, sys._getframe()
    while frame:
        depth, frame = depth + 1, frame.f_back
    sys.setrecursionlimit(1000 + depth)
    started = clock()
    try:
        if "\0" in code:    # its wording differs between patch releases of one minor version
            raise SyntaxError("source code string cannot contain null bytes")
        compiled = compile("\n" * line + code if debug else code, file if debug else ACTION, "exec", dont_inherit=True)
        # Garbage is collected at the same places as in the recording, whatever the runtime itself has made before.
        gc.collect()
        gc.freeze()
        gc.collect()
        started = clock()
        exec(compiled, module.__dict__)
        duration_ns = clock() - started
    except SystemExit as error:
        duration_ns = clock() - started
        exit_with, outcome["outcome"] = error.code, "exit"
        if exit_with is not None and not isinstance(exit_with, int):
            outcome["validation_message"] = str(exit_with)
    except BaseException as error:
        duration_ns = clock() - started
        warned, refused = isinstance(error, ValidationWarning), isinstance(error, ValidationError)
        outcome["outcome"] = "warned" if warned else "rejected" if refused else "error"
        outcome["validation_message"] = str(error) if warned or refused else error_text(error)
        exit_with = 0 if warned else 130 if isinstance(error, KeyboardInterrupt) else 1
        tb = error.__traceback__ if compiled else None
        while tb and tb.tb_frame.f_code.co_filename == "<replay>":
            tb = tb.tb_next
        error.__traceback__ = tb
        try:
            sys.excepthook(type(error), error, tb)
        except Exception as again:
            show(type(again), again, again.__traceback__, "Error in sys.excepthook:\n")
            show(type(error), error, tb, "\nOriginal exception was:\n")
    outcome["exit_code"] = exit_with & 255 if isinstance(exit_with, int) else 0 if exit_with is None else 1
    return exit_with

# ---- starting, comparing -------------------------------------------------------------------------

def start(file, argv, frozen, record, timeout, **streams):
    """Hash order is fixed before Python starts, so the file starts itself once more. -> exit status"""
    env = {n: v for n, v in os.environ.items() if not n.startswith("PYTHON") or n in ("PYTHONHOME", "PYTHONPATH")}
    seed = frozen.get("hash_seed", 1 + int.from_bytes(os.urandom(4), "big") % (2**32 - 1) if record else None)
    env.update({"_REPLAY": "1"}, **{} if seed is None else {"PYTHONHASHSEED": str(seed)})
    command = [sys.executable, "-X", "utf8", file, *argv]
    if os.name == "posix" and not timeout and not streams:
        os.execve(sys.executable, command, env)
    import subprocess
    try:
        return subprocess.run(command, env=env, timeout=timeout, **streams).returncode
    except subprocess.TimeoutExpired:
        return 137

def recorded_bytes(output, name):
    if output.get(name + "_base64") is not None:
        return base64.b64decode(output[name + "_base64"])
    return None if output.get(name) is None else output[name].encode("utf-8", "surrogatepass")

def print_diff(name, before, after):
    import difflib
    escape = lambda m: m.group().encode("unicode_escape").decode()    # no control of the reader's terminal
    unsafe = "[^\n\t -~\xa0-\uffff\U00010000-\U0010ffff]|[\u200b-\u200f\u2028-\u202e\u2066-\u2069]"
    a, b = ([part + "\n" for part in re.sub(unsafe, escape, data.decode("utf-8", "backslashreplace")).split("\n")]
            for data in (before, after))
    if len(a) + len(b) > 5000:    # difflib takes minutes on long texts: from the first difference on
        first = next((i for i, pair in enumerate(zip(a, b)) if pair[0] != pair[1]), min(len(a), len(b)))
        print("%s: first difference in line %d" % (name, first + 1))
        a, b = a[first:first + 20], b[first:first + 20]
    print("".join(difflib.unified_diff(a, b, name + " recorded", name + " now")), end="")

def verify(file, recorded, frozen, timeout):
    import subprocess, tempfile
    with tempfile.TemporaryDirectory() as folder:
        out, err, path = (os.path.join(folder, name) for name in ("out", "err", "outcome"))
        with open_file(out, "wb") as o, open_file(err, "wb") as e:
            code = start(file, ["--outcome", path], frozen, False, timeout, stdin=subprocess.DEVNULL, stdout=o, stderr=e)
        code = 128 - code if code < 0 else code
        now = {"outcome": "killed" if code > 128 else "exit", "validation_message": None, "result": None, "mutations": []}
        if timeout and code == 137:
            now.update(outcome="timeout", validation_message=recorded.get("validation_message"))
        elif os.path.exists(path) and os.path.getsize(path):
            with open_file(path, encoding="utf-8") as f:
                now = json.load(f)
        now["exit_code"] = code
        with open_file(out, "rb") as o, open_file(err, "rb") as e:
            now["stdout"], now["stderr"] = o.read(), e.read()
    different, masked, addresses = [], False, lambda data: re.sub(rb"\b0x[0-9a-fA-F]{4,}", b"0x...", data)
    for name in ("stdout", "stderr", "exit_code", "outcome", "validation_message", "result", "mutations"):
        if name.startswith("std"):
            before, after = recorded_bytes(recorded, name), now[name]
            if timeout and before is not None and (before.startswith(after) or after.startswith(before)):
                continue    # stopped from outside: not at the same place
        else:
            before = dumps(recorded[name], sort_keys=True).encode() if name in recorded else None
            after = dumps(now.get(name), sort_keys=True).encode()
        if before is not None and before != after:
            masked = True
            if addresses(before) != addresses(after):
                different.append(name.replace("_", " "))
                print_diff(name, before, after)
    if different:
        print("DIFFERENT: %s (recorded with Python %s, this is %d.%d.%d)" % (
            (", ".join(different), recorded.get("python", "of an unknown version")) + sys.version_info[:3]))
        return 1
    print("SAME (memory addresses apart)" if masked else "SAME as recorded")
    return 0

def main(file, argv):
    file, given = os.path.abspath(file), iter(argv)
    options = dict.fromkeys("--verify --recorded --live --full-traceback --debug --help --record --context --outcome".split())
    for name in given:
        if name not in options:
            sys.exit("unknown option %s, see --help" % name)
        options[name] = next(given, None) if name in ("--context", "--outcome") else True
    if options["--help"]:
        print(__doc__, end="")
        return 0
    code, line, context, recorded = read_bundle(file)
    recorded = parse_json(recorded)
    recorded = recorded if isinstance(recorded, dict) else {}
    frozen = recorded.get("frozen") or {}
    timeout = frozen.get("timeout") if recorded.get("outcome") == "timeout" else None
    if options["--verify"] or options["--recorded"]:
        if not any(recorded.get(name) is not None for name in ("stdout", "stdout_base64", "stderr", "exit_code")):
            sys.stderr.write(NOT_RECORDED + "\n")
            return 2
        if options["--verify"]:
            return verify(file, recorded, frozen, timeout)
        sys.stdout.buffer.write(recorded_bytes(recorded, "stdout") or b"")
        sys.stderr.buffer.write(recorded_bytes(recorded, "stderr") or b"")
        return recorded.get("exit_code") or 0
    debug = options["--debug"] or sys.gettrace() is not None or "debugpy" in sys.modules or "pydevd" in sys.modules
    if not (debug or options["--live"] or os.environ.get("_REPLAY")) and sys.executable:
        try:
            return start(file, argv, frozen, options["--record"], timeout)
        except OSError:
            pass    # where no process may be started; set order is all that may differ
    try:
        if options["--context"]:
            with open_file(options["--context"], encoding="utf-8-sig") as f:
                context = f.read()
        context = parse_json(context)
    except (OSError, ValueError) as error:
        sys.stderr.write("The context cannot be read: %s\n" % error)
        return 2
    return run(file, options, code, line, context, recorded, debug)

if __name__ == "<replay>":
    sys.exit(main(__file__, sys.argv[1:]))
'''
# <<< replay runtime

if __name__ == "__main__":
    sys.exit(main())

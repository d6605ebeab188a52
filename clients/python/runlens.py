#!/usr/bin/env python3
"""Runs a Python action, records it, and sends the recording to Runlens; keeps the executions, steps
and log entries of a Python program.

One file, standard library only, Python 3.8 or newer.

  python3 runlens.py run ACTION.py --context CTX.json --event UPDATE --target PART [--id OWN_ID]
  python3 runlens.py send FILE.ndjson      send executions written by anything else
  python3 runlens.py flush                 send what waits in the spool
  python3 runlens.py status                what waits, was refused, was lost; the last problem

  import runlens
  done = runlens.record(code, context, event="UPDATE", target="PART")

  @runlens.action(event="UPDATE", target="PART")      each call is an execution
  with runlens.execution(event="SYNC", target="STOCK") as run:
      with run.step("Read", connector="http") as step: ...
  logging.getLogger().addHandler(runlens.Handler())   records become its log entries

The action runs in a Python of its own. Its stdout, stderr and exit code go through unchanged, and
nothing that goes wrong with Runlens reaches it: a recording that cannot be sent waits on disk and
goes with a later run. What could not even be kept is counted, and a later execution says so in its
attributes runlens_lost and runlens_refused. Nothing is written to stderr, except one line on a
terminal when a new problem appears; --verbose tells everything.

settings (environment variables):
  RUNLENS_URL           the server, default http://127.0.0.1:3000
  RUNLENS_API_KEY       a key of the project
  RUNLENS_TIMEOUT       seconds that a run may spend on sending, default 5
  RUNLENS_EXIT_TIMEOUT  the same for a program that ends, default RUNLENS_TIMEOUT
  RUNLENS_SPOOL_DIR     where recordings wait, default ~/.cache/runlens/spool
  RUNLENS_SPOOL_BYTES   how much may wait there, default 536870912
  RUNLENS_VERBOSE       1: as --verbose
A server on this machine is reached directly, any other through http_proxy and https_proxy.
"""
# Written by write-client.mjs out of parts/ and lib/bundle: what is changed here is lost.
import argparse
import atexit
import base64
import codecs
import contextlib
import contextvars
import datetime
import functools
import gzip
import hashlib
import io
import json
import logging
import os
import pathlib
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time
import traceback
import typing
import urllib.parse
import uuid
import weakref
import zlib

__version__ = "1.0.0"
__all__ = ["Execution", "Handler", "RawJson", "Recorded", "Step", "action", "attach", "carry",
           "current", "execution", "flush", "main", "record", "send", "status", "to_json", "using"]


# ---- parts/limits.py: How many, how large, how long ----------------------------------------------

DEFAULT_URL = "http://127.0.0.1:3000"
CONNECT_SECONDS = 2
RUN_SECONDS = 5                # what a run spends on sending, unless RUNLENS_TIMEOUT says otherwise
REQUEST_SECONDS = 60           # where nobody waits for an action
PAUSE_SECONDS = 60             # after a server that did not answer, runs only keep
SPOOL_FILES = 10000            # of one message each; some are gathered in a segment
GATHER_FILES, SEGMENT_BYTES = 200, 4 * 1024 * 1024
SPOOL_BYTES = 512 * 1024 * 1024
STREAM_BYTES = 8 * 1024 * 1024    # kept of stdout and of stderr; what goes through has no limit
BATCH_FILES, BATCH_CHARACTERS = 50, 2000000
LEFT_OPEN_SECONDS = 1          # a process that the action left behind may hold its streams open
LOCK_SECONDS = 1
STALE_SECONDS = 3600
BATCH_ENTRIES, BATCH_SECONDS = 100, 1    # entries are gathered, whichever comes first
LIVE_ENTRIES = 1000            # an execution with more is sent while it runs
MOST_ENTRIES = 10000           # that wait in memory, of all executions
MOST_CHARACTERS = 32 * 1024 * 1024    # the same, as text
MOST_UNKEPT = 100              # messages in memory that the spool has no room for
MOST_STEPS, STEP_BYTES = 10000, 16 * 1024 * 1024    # of one execution
VALUE_BYTES = 1024 * 1024      # of one message, input, output, result; longer ones say so
CONTEXT_BYTES = 20 * 1024 * 1024
FOREIGN_ENTRIES = 65536        # that a process may add to an execution of another one
PASS_SECONDS, RETRY_SECONDS = 10, 30    # of the thread that sends


# ---- parts/values.py: Ids, moments, JSON text of any value, and what an exception says -----------

class RawJson(str):
    """JSON text that goes into a larger JSON text as it is."""


def to_json(execution: typing.Mapping[str, typing.Any]) -> str:
    """The wire text. A RawJson stands in it verbatim; everything else is ASCII."""
    return "{%s}" % ", ".join(
        "%s: %s" % (json.dumps(key), value if isinstance(value, RawJson)
                    else json.dumps(value, default=str))
        for key, value in execution.items())


def _list(texts):
    return RawJson("[%s]" % ",".join(texts))


def _dump(value, most=VALUE_BYTES):
    """-> JSON text of any value: what has no JSON is its str(). What is too long says so."""
    if isinstance(value, RawJson):
        return value
    try:
        try:
            text = json.dumps(value, default=_plain, allow_nan=False)
        except ValueError:    # numbers that JSON does not have, as text
            text = json.dumps(json.loads(json.dumps(value, default=_plain), parse_constant=str))
    except (TypeError, ValueError, RecursionError):    # keys that are no text, a ring, too deep
        text = json.dumps(_plain(value)[:most // 8])
    return RawJson(text if len(text) <= most else '{"runlens_cut": %d}' % len(text))


def _plain(value):
    for spoken in (str, repr):
        with contextlib.suppress(Exception):
            return spoken(value)
    return "<%s>" % type(value).__name__


LEVELS = ("debug", "info", "warning", "error")


def _level(level):
    if isinstance(level, int):
        return LEVELS[0 if level < 20 else 1 if level < 30 else 2 if level < 40 else 3]
    name = str(level).lower()
    return {"warn": "warning", "critical": "error", "fatal": "error"}.get(name, name)


def _tell(error):
    """-> outcome, message, traceback of what was raised, without the lines of this file"""
    kind, trace = type(error), error.__traceback__
    while trace and trace.tb_next and trace.tb_frame.f_code.co_filename == __file__:
        trace = trace.tb_next
    text = "".join(traceback.format_exception(kind, error, trace))[-VALUE_BYTES:]
    if isinstance(error, SystemExit):
        good = error.code is None or error.code == 0
        said = "SystemExit: %s" % _plain(error.code)
        return ("exit", None, None) if good else ("exit", said, text)
    if kind.__name__ in ("ValidationError", "ValidationWarning"):
        return ("rejected" if kind.__name__ == "ValidationError" else "warned"), _plain(error), text
    only = "".join(traceback.format_exception_only(kind, error)).strip()
    return "error", only or kind.__name__, text


def _new_id():
    return "run_" + uuid.uuid4().hex


def _now():
    return _iso(datetime.datetime.now(datetime.timezone.utc))


def _iso(moment):
    if isinstance(moment, str):
        return moment
    return moment.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


# ---- parts/saying.py: Numbers of the environment, and the little that is said on stderr ----------

def _number(name, default):
    try:
        number = float(os.environ[name])
        return number if number >= 0 else default    # also not for "nan"
    except (KeyError, ValueError):
        return default


_verbose = bool(_number("RUNLENS_VERBOSE", 0))
_on_terminal = False


def _say(text, new=False):
    """Only where asked for; a new problem also where a person reads along."""
    if _verbose or new and _on_terminal:
        with contextlib.suppress(Exception):
            printable = "".join(c if c.isprintable() else "?" for c in text[:1000])
            sys.stderr.write("runlens: %s\n" % printable)


def _quietly(call, *args, **kwargs):
    """Nothing that goes wrong with Runlens reaches the program."""
    try:
        return call(*args, **kwargs)
    except Exception as error:
        with contextlib.suppress(Exception):
            _say("not kept: %r" % error)
        return None


# ---- parts/post.py: One request to the server, and what it answers -------------------------------

class Away(Exception):
    """No verdict: the server cannot be reached, is busy, or does not know the key. Again later."""
    slow = False        # it let us wait: do not make the next run wait too
    retry_after = None  # seconds, if it says so
    for_all = True      # other requests would fare no better


class Refused(Exception):
    """The server's verdict on the whole request."""


def _away(text, **kind):
    error = Away(text)
    error.__dict__.update(kind)
    return error


def post(texts, seconds=REQUEST_SECONDS, here=False):
    """Sends executions as one request. -> {index: reason} of the refused ones; raises Away or
    Refused. here: without a thread, for one that may itself wait; a name server that does not
    answer holds it longer."""
    body = texts[0] if len(texts) == 1 else "[%s]" % ",\n".join(texts)
    body = gzip.compress(body.encode("utf-8"), 6)
    answer = []

    def ask():
        try:
            answer.append(_request(body, seconds))
        except Exception as error:
            answer.append(error)

    if here:
        ask()
    else:
        # Neither a name server that does not answer nor a server that drips bytes may hold the
        # caller longer.
        thread = threading.Thread(target=ask, daemon=True)
        thread.start()
        thread.join(seconds)
    if not answer:
        raise _away("no answer from %s in %.3g s" % (_url(), seconds), slow=True)
    if isinstance(answer[0], Exception):
        slow = isinstance(answer[0], OSError) and "timed out" in str(answer[0])
        raise _away("%s: %s" % (_url(), answer[0] or repr(answer[0])), slow=slow)
    code, text, headers = answer[0]
    said = "%d %s" % (code, text[:2000])
    if code in (400, 409, 413, 415, 422):
        raise Refused(said)
    if code in (401, 403):
        raise _away("%s does not take this RUNLENS_API_KEY: %s" % (_url(), said))
    if 300 <= code < 400:    # not followed: the key goes to RUNLENS_URL and nowhere else
        raise _away("%s redirects to %s: set RUNLENS_URL to the right address"
                    % (_url(), headers.get("Location")))
    try:
        if code != 200:
            raise ValueError
        report = json.loads(text)
        refused = {item["index"]: item for item in report["rejected"]}
        if report.get("read", len(texts)) < len(texts):
            raise ValueError
        return refused
    except (ValueError, KeyError, TypeError):
        # 500 may be about one item of the request; anything else is about the server.
        raise _away("%s answers %s" % (_url(), said), for_all=code != 500,
                    retry_after=_retry_after(headers)) from None


def _retry_after(headers):
    with contextlib.suppress(TypeError, ValueError):
        seconds = float(headers.get("Retry-After"))
        if 0 <= seconds <= 86400:
            return seconds
    return None


class _Until(io.RawIOBase):
    """What a socket receives until a moment, however slowly it comes."""

    def __init__(self, sock, until):
        self.sock, self.until, self.raw = sock, until, sock.makefile("rb", buffering=0)

    def makefile(self, *_):
        return io.BufferedReader(self)

    def readable(self):
        return True

    def readinto(self, buffer):
        left = self.until - time.monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        self.sock.settimeout(left)
        return self.raw.readinto(buffer)

    def close(self):
        self.raw.close()
        super().close()


def _url():
    """Without the user name and password that may stand in it."""
    url = (os.environ.get("RUNLENS_URL") or DEFAULT_URL).strip()
    return re.sub("^([a-z]+://)[^/]*@", r"\1", url)


def _request(body, seconds):
    """-> status, text, headers"""
    _import_late()
    import http.client
    until = time.monotonic() + seconds
    url = urllib.parse.urlsplit(_url())
    if url.scheme not in ("http", "https") or not url.hostname:
        raise ValueError("RUNLENS_URL is no http or https address")
    path, secure = url.path.rstrip("/") + "/api/v1/executions", url.scheme == "https"
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip",
               "User-Agent": "runlens-python", "Accept": "application/json"}
    key = os.environ.get("RUNLENS_API_KEY", "").strip()
    if key:
        headers["Authorization"] = "Bearer " + key
    host, port = url.hostname, url.port or (443 if secure else 80)
    via, via_port, proxy_headers = host, port, {}
    proxy = _proxy(url.scheme, host)
    if proxy:
        via, via_port = proxy.hostname, proxy.port or 80
        if proxy.username:
            who = "%s:%s" % (proxy.username, proxy.password or "")
            who = base64.b64encode(urllib.parse.unquote(who).encode()).decode()
            proxy_headers["Proxy-Authorization"] = "Basic " + who
    kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    connection = kind(via, via_port, timeout=min(CONNECT_SECONDS, seconds))
    if proxy and secure:
        connection.set_tunnel(host, port, proxy_headers)
    elif proxy:
        path = "http://%s%s" % (url.netloc, path)
        headers.update(proxy_headers)
    try:
        connection.connect()
        connection.sock.settimeout(seconds)
        try:
            connection.request("POST", path, body, headers)
        except (BrokenPipeError, ConnectionResetError):
            pass    # a server that refuses early does not read to the end: its answer may be there
        sock = connection.sock
        connection.response_class = lambda _sock, **options: http.client.HTTPResponse(
            _Until(sock, until), **options)
        response = connection.getresponse()
        with response:
            text = response.read(8 * 1024 * 1024).decode("utf-8", "replace")
        return response.status, text, response.headers
    finally:
        connection.close()


_imports = threading.Lock()


def _import_late():
    """What only sending needs. A process that is forked in the middle of an import waits for it for
    ever, so that no fork happens meanwhile."""
    with _imports:
        import encodings.idna
        import http.client
        import urllib.request
        return encodings.idna, http.client, urllib.request


def _proxy(scheme, host):
    if host == "localhost" or host.startswith("127.") or host == "::1":
        return None
    import urllib.request
    address = urllib.request.getproxies().get(scheme)
    if not address or urllib.request.proxy_bypass(host):
        return None
    return urllib.parse.urlsplit(address if "://" in address else "http://" + address)


# ---- parts/spool_state.py: What a spool knows besides its recordings, in files beside them -------

try:
    import fcntl
except ImportError:    # Windows
    fcntl = None    # type: ignore[assignment]


class _SpoolState:
    """What happened, and who is at it. Several processes and threads may use the same folder."""
    COUNTS = ("lost", "refused", "lost told", "refused told", "lost_entries", "lost_entries told")
    TOLD = ("lost", "refused", "lost_entries")
    has_locks = fcntl is not None
    lock_files: typing.Set[typing.Any] = set()
    folder: str

    # -- what happened

    def counts(self):
        try:
            with open(os.path.join(self.folder, "counts")) as f:
                return dict(zip(self.COUNTS, map(int, f.read().split())))
        except (OSError, ValueError):
            return {}

    def count(self, name, number=1):
        self.add_counts({name: number})

    def add_counts(self, numbers):
        """Written over in place, at a fixed width: it works on a full disk too. -> written"""
        try:
            os.makedirs(self.folder, mode=0o700, exist_ok=True)
            with self.lock("state.lock"):
                counts = {**dict.fromkeys(self.COUNTS, 0), **self.counts()}
                for name, number in numbers.items():
                    counts[name] = max(0, counts[name] + number)
                fd = os.open(os.path.join(self.folder, "counts"), os.O_WRONLY | os.O_CREAT, 0o600)
                try:
                    line = " ".join("%020d" % counts[name] for name in self.COUNTS)
                    os.write(fd, line.encode() + b"\n")
                finally:
                    os.close(fd)
            return True
        except OSError as error:
            _say("the counter cannot be written: %s" % error)
            return False

    def untold(self):
        """Of what could not be sent: how many no execution that arrived has told of yet."""
        counts = self.counts()
        return {name: max(0, counts.get(name, 0) - counts.get(name + " told", 0))
                for name in self.TOLD}

    def told(self, numbers):
        if any(numbers.values()):
            self.add_counts({name + " told": number for name, number in numbers.items()})

    def note_problem(self, text):
        """Kept for status(); said once on a terminal, until it is over or another one."""
        path, before = os.path.join(self.folder, "problem"), self.problem()
        if text is None:
            if before:
                _remove(path)
            return
        _say(text, new=before is None or before.get("text") != text)
        if before is None or before.get("text") != text:
            with contextlib.suppress(OSError):
                with open(path, "w", encoding="utf-8") as f:
                    json.dump({"since": _now(), "text": text}, f)

    def problem(self):
        try:
            with open(os.path.join(self.folder, "problem"), encoding="utf-8") as f:
                found = json.load(f)
            return found if isinstance(found, dict) else None
        except (OSError, ValueError):
            return None

    # -- a server that does not answer, other processes

    def pause(self):
        with contextlib.suppress(OSError):
            pathlib.Path(self.folder, "paused").touch()

    def resume(self):
        _remove(os.path.join(self.folder, "paused"))

    def paused(self):
        try:
            age = time.time() - os.path.getmtime(os.path.join(self.folder, "paused"))
        except OSError:
            return False
        return 0 <= age < PAUSE_SECONDS

    @contextlib.contextmanager
    def lock(self, name, seconds=LOCK_SECONDS):
        """Between processes and threads. Gives False when another one holds it for longer.

        Without locks two may send the same file: the server sees the same id twice.
        """
        try:
            if fcntl is None:
                raise OSError("no locks")
            os.makedirs(self.folder, mode=0o700, exist_ok=True)
            handle = open(os.path.join(self.folder, name), "a")
        except OSError:
            yield True
            return
        until, held = time.monotonic() + seconds, False
        with handle:
            self.lock_files.add(handle)
            while True:
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    held = True
                    break
                except OSError:    # held by another, which may itself be stopped: not for ever
                    if time.monotonic() >= until:
                        break
                    time.sleep(0.01)
            try:
                yield held
            finally:
                self.lock_files.discard(handle)
                if held and not handle.closed:    # a process forked meanwhile has it open as well
                    with contextlib.suppress(OSError):
                        fcntl.flock(handle, fcntl.LOCK_UN)


def _remove(path):
    with contextlib.suppress(OSError):
        os.remove(path)


# ---- parts/segment.py: Many messages in one file of the spool ------------------------------------

class _Segment:
    """A head, then gzips behind their lengths. What a crash left behind the end counts for nothing
    and is written over. One writes there (gather.lock), one says what was sent (flush.lock)."""
    MAGIC = b"runlens1"
    HEAD = struct.Struct(">8sQQQQ")     # magic; end, messages; the same of those that were sent
    NUMBERS, LENGTH = struct.Struct(">QQ"), struct.Struct(">I")

    def __init__(self, path):
        self.path = path

    def head(self):
        """-> end, messages, end of what was sent, messages sent; raises ValueError and OSError"""
        with open(self.path, "rb") as f:
            return self.read_head(f)

    def read_head(self, f):
        data = f.read(self.HEAD.size)
        if not data:
            return self.HEAD.size, 0, self.HEAD.size, 0    # a crash came first
        if len(data) < self.HEAD.size:
            raise ValueError("cut short")
        magic, end, number, sent, sent_number = self.HEAD.unpack(data)
        if magic != self.MAGIC or not self.HEAD.size <= sent <= end:
            raise ValueError("no head")
        return end, number, sent, sent_number

    def append(self, messages):
        """[gzip]: all or none of them."""
        with open(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as f:
            end, number, _, _ = self.read_head(f)
            if number == 0:
                f.seek(0)
                f.write(self.HEAD.pack(self.MAGIC, end, 0, end, 0))
            f.seek(end)
            for data in messages:
                f.write(self.LENGTH.pack(len(data)) + data)
                end, number = end + self.LENGTH.size + len(data), number + 1
            f.flush()
            f.seek(len(self.MAGIC))
            f.write(self.NUMBERS.pack(end, number))

    def unsent(self):
        """(gzip, _InSegment) of each that was not sent; raises ValueError where it cannot go on."""
        with open(self.path, "rb") as f:
            end, _, at, number = self.read_head(f)
            while at < end:
                f.seek(at)
                before = f.read(self.LENGTH.size).ljust(self.LENGTH.size, b"\0")
                length, = self.LENGTH.unpack(before)
                at, number = at + self.LENGTH.size + length, number + 1
                data = f.read(length) if 0 < length and at <= end else b""
                if not data or len(data) < length:
                    raise ValueError("broken")
                yield data, _InSegment(self, at, number, at == end)


class _InSegment:
    """A message of a segment: where it ends, how many there are up to it, and none behind it."""

    def __init__(self, segment, end, number, is_last):
        self.segment, self.end, self.number, self.is_last = segment, end, number, is_last

    def done(self):
        """It and all before it need not be sent again."""
        with contextlib.suppress(OSError), open(self.segment.path, "r+b") as f:
            f.seek(len(_Segment.MAGIC) + _Segment.NUMBERS.size)
            f.write(_Segment.NUMBERS.pack(self.end, self.number))


# ---- parts/segments.py: Few files of many messages in the spool, and reading both kinds ----------

class _Segments(_SpoolState):
    """While a server is away for long, what waits is gathered: of a file a message some thousand
    may wait, of segments as much as there is room for."""
    FILE, SEGMENT = ".json.gz", ".segment"
    in_flight: typing.Set[str] = set()    # paths that a thread of this process is sending itself

    def waiting(self, folder: typing.Optional[str] = None) -> typing.List[typing.Tuple[str, int]]:
        raise NotImplementedError

    def refuse(self, path, text, reason, data=None):
        raise NotImplementedError

    def files(self, waiting):
        return [path for path, _ in waiting if path.endswith(self.FILE)]

    def number(self, waiting):
        """How many messages they are."""
        number = len(self.files(waiting))
        for path, _ in waiting:
            if path.endswith(self.SEGMENT):
                try:
                    _, there, _, sent = _Segment(path).head()
                    number += there - sent
                except FileNotFoundError:
                    pass
                except (OSError, ValueError):
                    number += 1    # whatever it was
        return number

    def gather(self, waiting):
        """Makes few of many files. A file goes when its message is in a segment: a crash in between
        sends it twice. -> whether there are fewer"""
        with self.lock("gather.lock", seconds=0) as mine:
            if not mine or not self.has_locks:
                return False
            path, size = self.newest_segment(waiting)
            some, gathered = {}, 0

            def append():
                if some:
                    _Segment(path).append(some.values())
                    for one in some:
                        _remove(one)
                    some.clear()

            try:
                for one in self.files(waiting):
                    data = None if one in self.in_flight else self.bytes_of(one)
                    if not data or len(data) > SEGMENT_BYTES // 4:
                        continue
                    if size + len(data) > SEGMENT_BYTES:
                        append()
                        path, size = one[:-len(self.FILE)] + self.SEGMENT, 0
                    some[one] = data
                    size += len(data)
                    gathered += 1
                append()
            except (OSError, ValueError) as error:
                _say("not gathered: %s" % error)
            return gathered > 0

    def newest_segment(self, waiting):
        """-> path, bytes; a full one where there is none to go on with"""
        found = [item for item in waiting if item[0].endswith(self.SEGMENT)]
        with contextlib.suppress(OSError, ValueError, IndexError):
            _Segment(found[-1][0]).head()
            return found[-1]
        return "", SEGMENT_BYTES

    def bytes_of(self, path):
        try:
            with open(path, "rb") as f:
                return f.read()
        except OSError as error:
            if not isinstance(error, FileNotFoundError):
                _say("%s: %s" % (path, error))
            return None

    def each(self):
        """(path or place in a segment, gzip), oldest first"""
        for path, _ in self.waiting():
            if path.endswith(self.FILE):
                data = None if path in self.in_flight else self.bytes_of(path)
                if data is not None:
                    yield path, data
                continue
            kept = None
            try:
                for data, kept in _Segment(path).unsent():
                    yield kept, data
                if kept is None:
                    self.end_segment(path)    # a kill came between the last answer and its end
            except ValueError:
                self.refuse_segment(path, kept)
            except OSError as error:
                if not isinstance(error, FileNotFoundError):
                    _say("%s: %s" % (path, error))

    def drop(self, kept):
        """What need not be sent again."""
        if isinstance(kept, _InSegment):
            kept.done()
            if kept.is_last:
                self.end_segment(kept.segment.path)
        elif kept:
            _remove(kept)

    def end_segment(self, path):
        """Removes it if all of it was sent, unless somebody writes to it: then it goes on."""
        with self.lock("gather.lock", seconds=0) as mine, contextlib.suppress(OSError, ValueError):
            end, _, sent, _ = _Segment(path).head()
            if mine and end == sent:
                os.remove(path)

    def refuse_segment(self, path, last):
        """last: before what cannot be read."""
        with self.lock("gather.lock"):
            try:
                _, number, _, sent = _Segment(path).head()
            except (OSError, ValueError):
                number = sent = 0
            lost = number - max(sent, last.number if last else 0)
            if lost > 1:
                self.count("refused", lost - 1)    # and one below
            self.refuse(path, None, "unreadable spool file")


# ---- parts/spool.py: Recordings that wait on disk ------------------------------------------------

class Spool(_Segments):
    """A folder of recordings that wait, one gzip file each, named by the time they were kept. Many
    are gathered in segments.

    rejected/ keeps what the server refused, with its reason; counts and problem what happened.
    """
    last_name = 0        # names of this process come in the order in which they were given

    def __init__(self, post_by=None):
        self.post = post_by or post
        self.away, self.shut_out = None, False    # of the last flush
        self.folder = os.environ.get("RUNLENS_SPOOL_DIR") or self.usual_folder()
        self.refused_folder = os.path.join(self.folder, "rejected")

    @staticmethod
    def usual_folder():
        """In the home folder, or where there is none to write in, among the temporary files."""
        base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
        usual = os.path.join(base, "runlens", "spool")
        if not hasattr(os, "getuid"):
            return usual
        with contextlib.suppress(OSError):
            os.makedirs(usual, mode=0o700, exist_ok=True)
            if os.access(usual, os.W_OK | os.X_OK):
                return usual
        other = os.path.join(tempfile.gettempdir(), "runlens-spool-%d" % os.getuid())
        with contextlib.suppress(OSError):
            os.makedirs(other, mode=0o700, exist_ok=True)
            found = os.lstat(other)
            # Nobody else may have put it there: recordings are private.
            if os.path.isdir(other) and not os.path.islink(other) \
                    and found.st_uid == os.getuid() and not found.st_mode & 0o077:
                return other
        return usual

    # -- one recording

    def deliver(self, text):
        """Kept on disk first, so that a kill between here and the answer loses nothing. -> sent"""
        until = time.monotonic() + _number("RUNLENS_TIMEOUT", RUN_SECONDS)
        path, problem = None, "the spool is full"
        try:
            path = self.put(text, in_flight=True)
        except OSError as error:
            problem = "the spool cannot be written: %s" % error
        try:
            if path and self.paused():
                _say("kept for later: the server let an earlier run wait")
                return False
            sent, _ = self.send_files([(path, text)], until)
        except Away as error:
            if error.slow:
                self.pause()
            if path:
                self.note_problem("kept for later: %s" % error)
            else:
                self.count("lost")
                self.note_problem("lost: %s; %s" % (problem, error))
            return False
        finally:
            self.in_flight.discard(path)
        if sent:
            self.note_problem(None if path else problem)
        self.flush(until, quietly=True)
        return sent == 1

    def put(self, text, in_flight=False):
        """-> path, or None when the spool is full"""
        path, = self.put_each([text], in_flight)
        return path

    def put_all(self, texts):
        """-> path of each, or None of those that could not be kept"""
        paths = []
        try:
            for path in self.put_each(texts):
                paths.append(path)
        except OSError as error:
            self.note_problem("the spool cannot be written: %s" % error)
        return paths + [None] * (len(texts) - len(paths))

    def put_each(self, texts, in_flight=False):
        os.makedirs(self.folder, mode=0o700, exist_ok=True)
        with self.lock("state.lock"):
            waiting = self.waiting()
            if len(self.files(waiting)) >= GATHER_FILES and self.gather(waiting):
                waiting = self.waiting()
            files = len(self.files(waiting))
            room = _number("RUNLENS_SPOOL_BYTES", SPOOL_BYTES) - sum(size for _, size in waiting)
            for text in texts:
                data = gzip.compress(text.encode("utf-8"), 6)
                if files >= SPOOL_FILES or len(data) > room:
                    yield None
                    continue
                files, room = files + 1, room - len(data)
                yield self.write(data, in_flight)

    def write(self, data, in_flight=False):
        """-> path of a file of its own"""
        Spool.last_name = max(time.time_ns(), Spool.last_name + 1)
        name = "%020d-%d-%s" % (Spool.last_name, os.getpid(), uuid.uuid4().hex[:8])
        path = os.path.join(self.folder, name + self.FILE)
        try:
            fd = os.open(path + ".part", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(fd, "wb") as f:
                f.write(data)
            if in_flight:
                self.in_flight.add(path)
            os.replace(path + ".part", path)
        except OSError:
            self.in_flight.discard(path)
            _remove(path + ".part")
            raise
        return path

    def waiting(self, folder=None):
        """[(path, bytes)] of files and segments, oldest first"""
        found = []
        with contextlib.suppress(OSError), os.scandir(folder or self.folder) as entries:
            for entry in entries:
                if entry.name.endswith((self.FILE, self.SEGMENT)):
                    with contextlib.suppress(FileNotFoundError):
                        found.append((entry.path, entry.stat().st_size))
        return sorted(found)

    # -- many

    def flush(self, until, quietly=False, alone=True):
        """quietly: what a run does for earlier ones. Its own recording is safe already. alone: only
        when no other process is at it."""
        done = {"sent": 0, "rejected": 0}
        self.away, self.shut_out = None, False

        def send_batch(batch):
            paths = {kept for kept, _ in batch if isinstance(kept, str)}
            self.in_flight.update(paths)    # nobody gathers them meanwhile
            try:
                sent, refused = self.send_files(batch, until)
            finally:
                self.in_flight.difference_update(paths)
            done["sent"] += sent
            done["rejected"] += refused

        # One process at a time; the others have nothing to add.
        with self.lock("flush.lock", seconds=0) as mine:
            mine = mine or not alone
            self.shut_out = not mine
            try:
                batch, size = [], 0
                for kept, data in self.each() if mine else ():
                    if time.monotonic() > until:
                        break
                    text = self.read(kept, data)
                    if text is None:
                        continue
                    if batch and (len(batch) == BATCH_FILES or size + len(text) > BATCH_CHARACTERS):
                        send_batch(batch)
                        batch, size = [], 0
                    batch.append((kept, text))
                    size += len(text)
                if batch:
                    send_batch(batch)
                if not quietly:
                    self.note_problem(None)
            except Away as error:
                self.away = error
                if not quietly:
                    self.note_problem("kept for later: %s" % error)
            if mine:
                self.remove_stale()
        done["waiting"] = self.number(self.waiting())
        return done

    def send_files(self, batch, until):
        """[(path or None, text)] -> how many the server has now, how many it refused"""
        seconds = until - time.monotonic()
        if seconds <= 0:
            raise Away("no time left")
        try:
            refused = self.post([text for _, text in batch], seconds)
        except Refused as error:
            if len(batch) > 1:    # one bad neighbour: each for itself
                return self.send_apart(batch, until)
            refused = {0: str(error)}
        except Away as error:
            if error.for_all or len(batch) == 1:
                raise
            return self.send_apart(batch, until)
        self.resume()
        for i, (path, text) in enumerate(batch):
            if i in refused:
                self.refuse(path, text, refused[i])
            else:
                self.drop(path)
        return len(batch) - len(refused), len(refused)

    def send_apart(self, batch, until):
        sent = refused = 0
        for item in batch:
            try:
                one_sent, one_refused = self.send_files([item], until)
            except Away as error:
                if error.for_all:
                    raise
                _say("kept for later: %s" % error)    # this one; it must not hold up the others
                kept, text = item
                if isinstance(kept, _InSegment):
                    self.write(gzip.compress(text.encode("utf-8"), 6))
                    self.drop(kept)
                continue
            sent, refused = sent + one_sent, refused + one_refused
        return sent, refused

    def read(self, kept, data):
        try:
            return gzip.decompress(data).decode("utf-8")
        except (EOFError, UnicodeError, zlib.error, OSError):
            self.refuse(kept, None, "unreadable spool file", data)    # cut short by a crash
        return None

    def refuse(self, path, text, reason, data=None):
        """What the server will never take is put aside: counted, kept as far as there is room."""
        kept, place = False, path
        with contextlib.suppress(OSError):
            os.makedirs(self.refused_folder, mode=0o700, exist_ok=True)
        if not isinstance(path, str):
            path = None
            with contextlib.suppress(OSError):
                path = self.write(data or gzip.compress(text.encode("utf-8"), 6))
            self.drop(place)
        try:
            sizes = [size for _, size in self.waiting(self.refused_folder)]
            most = _number("RUNLENS_SPOOL_BYTES", SPOOL_BYTES)
            if path and len(sizes) < SPOOL_FILES and sum(sizes) + os.path.getsize(path) <= most:
                name = os.path.basename(path)
                os.replace(path, os.path.join(self.refused_folder, name))
                kept = True
                reason_path = os.path.join(self.refused_folder, name.split(".")[0] + ".reason.json")
                with open(reason_path, "w", encoding="utf-8") as f:
                    json.dump(reason, f)
        except FileNotFoundError:
            if not kept:
                return    # another process has put it aside
        except OSError:
            pass
        if path and not kept:
            _remove(path)
        self.count("refused")
        self.untell(text)
        if not kept:
            self.count("lost")
        self.note_problem("refused: %s" % (reason,))

    def untell(self, text):
        """What it was to tell of, another one has to."""
        if text is not None and '"runlens_' in text:
            with contextlib.suppress(ValueError, TypeError, AttributeError):
                attributes = json.loads(text).get("attributes") or {}
                told = {name + " told": -attributes["runlens_" + name] for name in self.TOLD
                        if isinstance(attributes.get("runlens_" + name), int)}
                if told and '"recorded": false' in text:    # others are told when they arrive
                    self.add_counts(told)

    def remove_stale(self):
        """What a killed process left half written."""
        with contextlib.suppress(OSError), os.scandir(self.folder) as entries:
            for entry in entries:
                if entry.name.endswith(".part"):
                    with contextlib.suppress(OSError):
                        if time.time() - entry.stat().st_mtime > STALE_SECONDS:
                            os.remove(entry.path)

    def status(self):
        waiting, counts = self.waiting(), self.counts()
        return {"url": _url(), "spool": self.folder, "waiting": self.number(waiting),
                "waiting_bytes": sum(size for _, size in waiting),
                "rejected": counts.get("refused", 0), "lost": counts.get("lost", 0),
                "lost_entries": counts.get("lost_entries", 0),
                "problem": self.problem()}


# ---- parts/sender.py: The threads that keep and send what a program says -------------------------

class _Sender:
    """What is gathered here goes to the spool by one thread, and from the spool to the server by
    another: no network keeps the memory full, and no disk keeps the program waiting."""

    def __init__(self):
        self.lock = threading.RLock()
        self.keep_lock = threading.RLock()     # one at a time: the order of the files
        self.send_lock = threading.Lock()
        self.work, self.kept = threading.Event(), threading.Event()
        self.open = weakref.WeakSet()
        self.touched = {}                      # live executions that have something to send
        self.foreign = {}                      # by id: where this process counts from
        self.messages = []                     # (message, how many entries, characters)
        self.entries = self.characters = 0     # that wait in memory, of messages and executions
        self.lost = {"lost": 0, "lost_entries": 0}
        self.unkept = []                       # (text, entries, told): the spool has no room
        self.begun_passes = self.ended_passes = 0
        self.passed, self.hurried = threading.Event(), threading.Event()
        self.more, self.shut_out, self.stopped = False, 0, False
        self.threads = []

    # -- the program's side: short, under the lock, never anything slow

    def add_entry(self, run, text):
        if self.entries >= MOST_ENTRIES or self.characters + len(text) > MOST_CHARACTERS \
                or not run._own and run._counts[0] % FOREIGN_ENTRIES == 0:    # its range is full
            self.lost["lost_entries"] += 1
            self.touch_thread()
            return
        run._entries.append(text)
        self.entries += 1
        self.characters += len(text)
        if run._ended:
            run.live = True
        elif not run.live and run._begun and (
                len(run._entries) >= LIVE_ENTRIES or self.entries > MOST_ENTRIES // 2
                or self.characters > MOST_CHARACTERS // 2):
            run._go_live()
        if run.live:
            self.touch(run, len(run._entries) >= BATCH_ENTRIES)

    def touch(self, run, now=False):
        if run not in self.touched:
            self.touched[run] = True
            run._due = time.monotonic() + BATCH_SECONDS
            now = now or len(self.touched) == 1
        if now:
            self.touch_thread()

    def hurry(self, run):
        """Of one that ends elsewhere: what it has is sent now."""
        if run._entries or run._changed:
            self.touched[run] = True
            run._due = 0.0
            self.touch_thread()

    def queue(self, message, entries):
        size = sum(len(value) for value in message.values() if isinstance(value, str))
        if len(self.messages) >= MOST_ENTRIES or self.characters and (
                self.characters + size > MOST_CHARACTERS):
            self.lost["lost"] += 1
            self.lost["lost_entries"] += entries
            self.entries -= entries
        else:
            self.messages.append((message, entries, size))
            self.characters += size
        self.touch_thread()

    def finish(self, run, final, entries):
        self.touched.pop(run, None)
        self.open.discard(run)
        self.characters -= sum(map(len, entries))    # counted again as part of the message
        self.queue(final, len(entries))

    def touch_thread(self):
        self.work.set()
        if len(self.threads) < 2:
            with contextlib.suppress(RuntimeError):    # none to be had, or the end: exit keeps it
                for call in (self.keep_on, self.send_on)[len(self.threads):]:
                    thread = threading.Thread(target=call, name="runlens", daemon=True)
                    thread.start()
                    self.threads.append(thread)

    # -- to the spool

    def keep_on(self):
        while not self.stopped:
            with self.lock:
                due = min((run._due for run in self.touched), default=None)
            self.work.wait(None if due is None else max(0, due - time.monotonic()))
            self.work.clear()
            _quietly(self.keep)

    def take(self, everything):
        with self.lock:
            now = time.monotonic()
            for run in list(self.touched):
                if everything or run._due <= now or len(run._entries) >= BATCH_ENTRIES:
                    del self.touched[run]
                    self.messages += run._take()
            taken, self.messages = self.messages, []
            self.entries -= sum(entries for _, entries, _ in taken)
            self.characters -= sum(size for _, _, size in taken)
            lost, self.lost = self.lost, dict.fromkeys(self.lost, 0)
            return taken, lost

    def keep(self, everything=False, seconds=-1):
        """seconds: for one who does not wait longer for the thread that may be at it."""
        if not self.keep_lock.acquire(timeout=seconds):
            return
        try:
            taken, lost = self.take(everything)
            spool = Spool()
            if any(lost.values()) and not spool.add_counts(lost):
                with self.lock:    # a later try, or the exit, has them still
                    for name, number in lost.items():
                        self.lost[name] += number
            texts, told = [], {}
            for message, entries, _ in taken:
                try:
                    if "output" in message and not told:
                        told = {name: number for name, number in spool.untold().items() if number}
                        if told:
                            message["attributes"] = {
                                **message.get("attributes", {}),
                                **{"runlens_" + name: number for name, number in told.items()}}
                            texts.append((to_json(message), entries, told))
                            continue
                    texts.append((to_json(message), entries, None))
                except Exception:
                    spool.add_counts({"lost": 1, "lost_entries": entries})
            for at in range(0, len(texts), 50):    # not for long under the lock of all processes
                some = texts[at:at + 50]
                for one, path in zip(some, spool.put_all([text for text, _, _ in some])):
                    if path is None:
                        self.keep_here(spool, one)
                    elif one[2]:
                        spool.told(one[2])
        finally:
            self.keep_lock.release()
        self.kept.set()

    def keep_here(self, spool, one):
        with self.lock:
            full = len(self.unkept) >= MOST_UNKEPT
            if not full:
                self.unkept.append(one)
        if full:
            self.lose(spool, [one])

    def lose(self, spool, some):
        numbers = {"lost": len(some), "lost_entries": sum(entries for _, entries, _ in some)}
        if not spool.add_counts(numbers):
            with self.lock:
                for name, number in numbers.items():
                    self.lost[name] += number
        spool.note_problem("lost: the spool is full or cannot be written")

    # -- to the server

    def send_on(self):
        tries, wait = 0, None
        while True:
            self.kept.wait(wait)
            self.kept.clear()
            if self.stopped:
                return
            self.begun_passes += 1
            until = time.monotonic() + PASS_SECONDS
            done, again = _quietly(self.send, until) or (False, None)
            self.more = not done and (again == 0 or self.shut_out > 0)
            self.ended_passes = self.begun_passes
            self.passed.set()
            if done or again == 0:
                tries, wait = 0, None if done else 0
                continue
            tries, wait = tries + 1, 0
            # What comes meanwhile does not hurry a server that is away.
            self.hurried.wait(min(RETRY_SECONDS, 0.25 * 2**tries) if again is None else again)
            self.hurried.clear()

    def send(self, until):
        """-> whether nothing waits any more, seconds until the next try: 0 at once, None unknown"""
        spool = Spool(functools.partial(post, here=True))
        with self.send_lock:
            away = self.send_unkept(spool, until)
            # Another process may hold the lock and not go on: not for ever.
            found = spool.flush(until, alone=self.shut_out < 20)
        away = away or spool.away
        if away:
            return False, away.retry_after
        if spool.shut_out:
            self.shut_out += 1
            return found["waiting"] == 0, 0.25
        self.shut_out = 0
        moved = found["sent"] + found["rejected"]
        return found["waiting"] == 0, 0 if moved else None

    def send_unkept(self, spool, until):
        while self.unkept:
            one = self.unkept[0]
            try:
                sent, _ = spool.send_files([(None, one[0])], until)
            except Away as error:
                return error
            with self.lock:
                self.unkept.remove(one)
            if sent and one[2]:
                spool.told(one[2])
        return None

    # -- the end

    def stop(self):
        """Ends the threads; what is in memory or in the spool stays there."""
        self.stopped = True
        for event in (self.work, self.kept, self.hurried):
            event.set()
        for thread in self.threads:
            thread.join()

    def close(self, seconds):
        """Everything to the spool, and as much to the server as there is time for."""
        until = time.monotonic() + seconds
        with self.lock:
            for run in list(self.open):    # they never came to their end, and say so
                if not run.live:
                    run._go_live()
                    self.touched[run] = True
        self.keep(everything=True, seconds=max(0, seconds))
        if self.threads and any(thread.is_alive() for thread in self.threads):
            wanted = self.begun_passes + 1
            self.hurried.set()
            self.kept.set()
            while (self.ended_passes < wanted or self.more) and time.monotonic() < until:
                self.passed.wait(max(0, until - time.monotonic()))
                self.passed.clear()
        else:
            self.send(until)
        with self.lock:
            unkept, self.unkept = self.unkept, []
        if unkept:
            self.lose(Spool(), unkept)


_sender = _Sender()


# ---- parts/sending.py: Sending at once, and what became of what was sent -------------------------

def send(execution: typing.Mapping[str, typing.Any]) -> bool:
    """Sends one execution (a dict of the wire format). True when the server has it; otherwise it
    waits on disk, or was refused or lost, which status() counts."""
    return _deliver(execution)


def flush(seconds: float = REQUEST_SECONDS) -> typing.Dict[str, int]:
    """Sends what waits in memory and in the spool, oldest first. Executions that have not ended are
    not touched, unless they are live. -> {"sent", "rejected", "waiting"}"""
    until = time.monotonic() + seconds
    _quietly(_sender.keep, everything=True, seconds=max(0, seconds))
    mine = _sender.send_lock.acquire(timeout=max(0, seconds))    # the thread may be at it
    try:
        spool = Spool()
        found = spool.flush(until)
        patience = min(until, time.monotonic() + LOCK_SECONDS)
        while spool.shut_out and found["waiting"] and time.monotonic() < patience:
            time.sleep(0.02)    # another process is at it, perhaps with what it saw before
            found = spool.flush(until)
        return found
    finally:
        if mine:
            _sender.send_lock.release()


def status() -> typing.Dict[str, typing.Any]:
    """What waits, was refused and was lost, and the last problem."""
    return Spool().status()


def _deliver(execution):
    try:
        execution = {"id": None, "created_at": None, **execution}
        execution["id"] = execution["id"] or _new_id()
        execution["created_at"] = execution["created_at"] or _now()
        spool = Spool()
        untold = spool.untold()
        if any(untold.values()):
            execution["attributes"] = {
                **(execution.get("attributes") or {}),
                **{"runlens_" + name: number for name, number in untold.items() if number}}
        try:
            text = to_json(execution)
        except Exception:
            spool.count("lost")
            raise
        sent = spool.deliver(text)
        if sent:
            spool.told(untold)
        return sent
    except Exception as error:    # an action must not fail because its log cannot be kept
        _say("not kept: %r" % error)
        return False


# ---- parts/place.py: In which execution the caller runs, and with what settings others begin there 

Place = typing.Tuple["Execution", typing.Optional["Step"]]
Call = typing.TypeVar("Call", bound=typing.Callable[..., typing.Any])

_place: "contextvars.ContextVar[typing.Optional[Place]]" = contextvars.ContextVar(
    "runlens_place", default=None)
_using: "contextvars.ContextVar[typing.Dict[str, typing.Any]]" = contextvars.ContextVar(
    "runlens_using", default={})

SETTINGS = ("event", "target", "target_record_id", "actions", "request_id", "triggered_by",
            "environment", "trigger", "attributes", "retry_of", "live")


def current() -> "typing.Optional[Execution]":
    """The execution in which the caller runs, or None."""
    place = _place.get()
    return place[0] if place else None


@contextlib.contextmanager
def using(**settings: typing.Any) -> typing.Iterator[None]:
    """Settings (event, target, target_record_id, request_id, triggered_by, environment, trigger,
    attributes, retry_of, live) of the executions that begin within the block."""
    unknown = sorted(set(settings) - set(SETTINGS))
    if unknown:
        raise TypeError("using() has no setting " + ", ".join(unknown))
    token = _using.set(_merged(_using.get(), settings))
    try:
        yield
    finally:
        _using.reset(token)


def carry(call: Call) -> Call:
    """call, so that it runs within the present execution, for a thread: a new thread has none."""
    place, settings = _place.get(), _using.get()

    @functools.wraps(call)
    def within(*args: typing.Any, **kwargs: typing.Any) -> typing.Any:
        tokens = _place.set(place), _using.set(settings)
        try:
            return call(*args, **kwargs)
        finally:
            _place.reset(tokens[0])
            _using.reset(tokens[1])
    return typing.cast(Call, within)


def _merged(first, second):
    attributes = {**(first.get("attributes") or {}), **(second.get("attributes") or {})}
    return {**first, **second, "attributes": attributes}


# ---- parts/execution.py: Executions of a program, and their steps --------------------------------

def execution(*, event: typing.Optional[str] = None, target: typing.Optional[str] = None,
              id: typing.Optional[str] = None, target_record_id: typing.Optional[str] = None,
              actions: typing.Any = None, request_id: typing.Optional[str] = None,
              triggered_by: typing.Optional[str] = None, environment: typing.Optional[str] = None,
              trigger: typing.Any = None, retry_of: typing.Optional[str] = None,
              attributes: typing.Optional[typing.Mapping[str, typing.Any]] = None,
              context: typing.Any = None, live: typing.Optional[bool] = None) -> "Execution":
    """An execution for a with statement; it is sent when the block ends, by a thread of its own.

    live=True: it is sent as running when the block begins, and its entries and steps while it runs.
    What is not given here is taken from using(...). ValueError when there is no event or target.
    """
    given = {"event": event, "target": target, "target_record_id": target_record_id,
             "actions": actions, "request_id": request_id, "triggered_by": triggered_by,
             "environment": environment, "trigger": trigger, "retry_of": retry_of,
             "attributes": attributes, "live": live}
    facts = _merged(_using.get(), {name: value for name, value in given.items()
                                   if value is not None})
    for name in ("event", "target"):
        if not facts.get(name):
            raise ValueError("an execution has no %s: give it, or set it by using()" % name)
    return Execution(facts, id=id, context=context)


def attach(id: str, *, event: str, target: str,
           created_at: typing.Optional[str] = None) -> "Execution":
    """An execution that another process has begun and will end: what is logged here, and the steps
    made here, are added to it. created_at as that process knows it; without it the server goes by
    the id. Use it in a with statement."""
    return Execution({"event": event, "target": target, "live": True}, id=id,
                     created_at=created_at, own=False)


class Execution:
    """What execution() and attach() give. id: its own id, by which it is found. context: what it
    ran with, kept as it is when it ends (of a live one also when it begins). attributes: a dict to
    add to. result: what came out."""

    def __init__(self, facts: typing.Dict[str, typing.Any], *, id: typing.Optional[str] = None,
                 created_at: typing.Optional[str] = None, context: typing.Any = None,
                 own: bool = True) -> None:
        self.id: str = id or _new_id()
        self.created_at: typing.Optional[str] = created_at or (_now() if own else None)
        self.context: typing.Any = context
        self.attributes: typing.Dict[str, typing.Any] = dict(facts.get("attributes") or {})
        self.result: typing.Any = None
        self.code: typing.Optional[str] = None
        self.live = bool(facts.get("live"))
        self._facts = {name: value if isinstance(value, str) else _dump(value)
                       for name, value in facts.items()
                       if name not in ("attributes", "live", "actions") and value is not None}
        actions = facts.get("actions") or ()
        actions = [actions] if isinstance(actions, (str, dict)) else list(actions)
        self._actions = [one if isinstance(one, dict) else {"key": one} for one in actions]
        self._own, self._pid = own, os.getpid()
        self._counts = [0, 0] if own else _foreign_counts(self.id)    # of entries, of steps
        self._entries: typing.List[str] = []
        self._steps: typing.Dict[int, str] = {}    # JSON text of each, as it stands
        self._changed: typing.Set[int] = set()     # of a live one: what is to be sent
        self._step_bytes = self._lost_steps = 0
        self._due = 0.0
        self._begun = self._ended = False
        self._started_at: typing.Optional[str] = None
        self._clock = time.monotonic()
        self._message: typing.Optional[str] = None
        self._raised: typing.Any = None
        self._tokens: typing.List[typing.Any] = []

    def __repr__(self) -> str:
        return "<Execution %s>" % self.id

    def __enter__(self) -> "Execution":
        self._tokens.append(_place.set((self, None)))
        if not self._begun:
            _quietly(self._begin)
        return self

    def __exit__(self, kind: typing.Any, error: typing.Optional[BaseException],
                 trace: typing.Any) -> None:
        with contextlib.suppress(Exception):    # left in another context than it was entered
            _place.reset(self._tokens.pop())
        _quietly(self._end, error)

    def log(self, level: typing.Union[str, int], message: object, *,
            event: typing.Optional[str] = None, data: typing.Any = None,
            worker_id: typing.Optional[str] = None) -> None:
        """An entry of its log. level: debug, info, warning, error, or a number of logging."""
        _quietly(self._log, level, message, event, data, worker_id)

    def step(self, name: str, connector: typing.Optional[str] = None, *,
             input: typing.Any = None) -> "Step":
        """A step for a with statement; within another step of this execution it is that one's."""
        return Step(self, name, connector, input)

    def skip_step(self, name: str, connector: typing.Optional[str] = None, *,
                  reason: typing.Optional[str] = None) -> None:
        """A step that was not taken, and why."""
        skipped = Step(self, name, connector, None)
        skipped.status, skipped.error = "skipped", reason
        with skipped:
            pass

    def fail(self, message: object) -> None:
        """It counts as failed with this message, also when nothing is raised."""
        self._message = _plain(message)

    # -- how it goes on its way

    def _place_here(self):
        """In a process that was forked off, the execution is the parent's: what was gathered until
        then goes with the parent, and so does its end."""
        if self._pid != os.getpid():
            self._pid, self._own, self.live = os.getpid(), False, True
            self._entries, self._steps, self._changed = [], {}, set()
            self._counts = _foreign_counts(self.id)

    def _begin(self):
        self._begun, self._clock = True, time.monotonic()
        if self._own:
            self._started_at = _now()
            _sender.open.add(self)
            if self.live:
                _sender.queue(self._all("running"), 0)

    def _go_live(self):
        self.live = True
        self._changed.update(self._steps)
        _sender.queue(self._all("running"), 0)

    def _base(self, status):
        base = {"id": self.id, "created_at": self.created_at, "event": self._facts["event"],
                "target": self._facts["target"], "status": status}
        return {name: value for name, value in base.items() if value is not None}

    def _all(self, status):
        message = {**self._base(status), "started_at": self._started_at, **self._facts}
        if self._actions:
            message["actions"] = _dump(self._actions)
        if self.code is not None:
            message.update(language="python", code=self.code)
        if self.context is not None:
            message["context"] = _dump(self.context, CONTEXT_BYTES)
        attributes = dict(self.attributes)
        if self._lost_steps:
            attributes["runlens_lost_steps"] = self._lost_steps
        if attributes:
            plain = json.loads(_dump(attributes, CONTEXT_BYTES))
            message["attributes"] = plain if isinstance(plain, dict) else {"attributes": plain}
        return message

    def _end(self, error):
        ms = (time.monotonic() - self._clock) * 1000
        with _sender.lock:
            self._place_here()
            ends = self._own and not self._ended
            self._ended = self._ended or ends
            if not ends:
                _sender.hurry(self)
                return
        final = self._final(error, ms)    # not under the lock: it may be large
        with _sender.lock:
            if self._steps:
                final["steps"] = _list(self._steps.values())
            entries, self._entries = self._entries, []
            if entries:
                final["entries"] = _list(entries)
            _sender.finish(self, final, entries)

    def _final(self, error, ms):
        outcome, message, text = _tell(error) if error is not None else ("ok", None, None)
        if self._message is not None:
            outcome, message = "rejected", self._message
        failed = outcome in ("rejected", "error") or outcome == "exit" and message is not None
        final = {**self._all("failed" if failed else "success"), "duration_ms": round(ms, 3),
                 "finished_at": _now()}
        output = {"recorded": False, "outcome": outcome, "validation_message": message,
                  "result": None if self.result is None else _dump(self.result),
                  "stderr": text, "python": "%d.%d.%d" % sys.version_info[:3]}
        final["output"] = RawJson(to_json({name: value for name, value in output.items()
                                           if value is not None}))
        if message is not None:
            final["validation_message"] = message
            key = self._raised[1] if self._raised and self._raised[0] is error else None
            if error is not None and self._actions:
                final["raised_action"] = key or self._actions[0].get("key")
        self._raised = None
        return {name: value for name, value in final.items() if value is not None}

    def _log(self, level, message, event=None, data=None, worker_id=None, occurred_at=None):
        entry = {"level": _level(level), "event": event, "message": _plain(message),
                 "worker_id": worker_id, "occurred_at": occurred_at or _now()}
        if len(entry["message"]) > VALUE_BYTES:
            data = {"runlens_cut": len(entry["message"]), "data": data}
            entry["message"] = entry["message"][:VALUE_BYTES]
        if data is not None:
            entry["data"] = _dump(data)
        entry = {name: value for name, value in entry.items() if value is not None}
        with _sender.lock:
            self._place_here()
            if not self._begun:
                self._begin()
            self._counts[0] += 1    # also of what is lost: the gap shows where
            _sender.add_entry(self, to_json({"seq": self._counts[0], **entry}))

    def _put_step(self, step):
        fields = {"seq": step._seq, "parent_seq": step._parent, "name": step.name,
                  "connector": step.connector, "status": step.status,
                  "started_at": step._started_at, "duration_ms": step._ms, "error": step.error,
                  **{name: _dump(getattr(step, name)) for name in ("input", "output")
                     if getattr(step, name) is not None}}
        with _sender.lock:
            old = self._steps.get(step._seq)
            if old is None and len(self._steps) >= MOST_STEPS:
                self._lost_steps += step.status == "running" or step.status == "skipped"
                return
            for name in ("input", "output"):
                if len(fields.get(name) or "") + self._step_bytes > STEP_BYTES:
                    fields[name] = {"runlens_cut": len(fields[name])}
            text = to_json({name: value for name, value in fields.items() if value is not None})
            self._step_bytes += len(text) - len(old or "")
            self._steps[step._seq] = text
            if self.live and not self._ended:
                self._changed.add(step._seq)
                _sender.touch(self)

    def _take(self):
        """-> what is to be sent of a live one, as messages with the number of their entries"""
        messages = []
        entries, self._entries = self._entries, []
        steps = [self._steps[seq] for seq in sorted(self._changed)]
        self._changed.clear()
        if not self._own:
            self._steps.clear()
        for at in range(0, max(len(entries), len(steps)), BATCH_ENTRIES):
            some = entries[at:at + BATCH_ENTRIES], steps[at:at + BATCH_ENTRIES]
            message = self._base("running")
            for name, texts in zip(("entries", "steps"), some):
                if texts:
                    message[name] = _list(texts)
            messages.append((message, len(some[0]), sum(map(len, some[0]))))
        return messages


def _foreign_counts(id):
    """Where this process counts from in an execution that belongs to another one: in a range of its
    own, behind all that the owner counts. Processes that are forked one after the other, and the
    same number on another machine, have other ranges."""
    import platform
    where = "%s %d" % (platform.node(), os.getppid())
    block = (zlib.crc32(where.encode()) + os.getpid()) % 2**14
    first = 2**30 + block * FOREIGN_ENTRIES
    return _sender.foreign.setdefault(id, [first, first])


class Step:
    """A step of an execution, for a with statement. input, output and error may be set within."""

    def __init__(self, run: Execution, name: str, connector: typing.Optional[str],
                 input: typing.Any) -> None:
        self.name, self.connector = name, connector
        self.input: typing.Any = input
        self.output: typing.Any = None
        self.error: typing.Any = None
        self.status = "running"
        self._run, self._seq = run, 0
        self._parent: typing.Optional[int] = None
        self._started_at: typing.Optional[str] = None
        self._ms: typing.Optional[float] = None
        self._token: typing.Any = None

    def __enter__(self) -> "Step":
        place = _place.get()
        self._parent = place[1]._seq if place and place[0] is self._run and place[1] else None
        with _sender.lock:
            self._run._place_here()
            self._run._counts[1] += 1
            self._seq = self._run._counts[1]
        self._started_at, self._clock = _now(), time.monotonic()
        if self.input is not None:
            self.input = _quietly(_dump, self.input)    # as it was at the begin
        if self.status == "running":
            _quietly(self._run._put_step, self)
        self._token = _place.set((self._run, self))
        return self

    def __exit__(self, kind: typing.Any, error: typing.Optional[BaseException],
                 trace: typing.Any) -> None:
        with contextlib.suppress(Exception):
            _place.reset(self._token)
        _quietly(self._end, error)

    def _end(self, error):
        if self.status != "skipped":
            self._ms = round((time.monotonic() - self._clock) * 1000, 3)
            if error is not None and not isinstance(error, GeneratorExit):
                message = _tell(error)[1]
                if self.error is None:
                    self.error = message
                self.status = "success" if message is None else "failed"
            else:
                self.status = "success" if self.error is None else "failed"
        self._run._put_step(self)

    def fail(self, error: object) -> None:
        """It counts as failed with this error, also when nothing is raised."""
        self.error = _plain(error)

    def log(self, level: typing.Union[str, int], message: object, *,
            event: typing.Optional[str] = None, data: typing.Any = None) -> None:
        """An entry of the execution."""
        self._run.log(level, message, event=event, data=data)

    def step(self, name: str, connector: typing.Optional[str] = None, *,
             input: typing.Any = None) -> "Step":
        """A step of this one."""
        return self._run.step(name, connector, input=input)


# ---- parts/action.py: The decorator: each call of a function is an execution, or a step of one ---

@typing.overload
def action(call: Call) -> Call: ...


@typing.overload
def action(*, key: typing.Optional[str] = None, name: typing.Optional[str] = None,
           event: typing.Any = None, target: typing.Any = None, target_record_id: typing.Any = None,
           request_id: typing.Any = None, triggered_by: typing.Any = None,
           environment: typing.Any = None, trigger: typing.Any = None,
           attributes: typing.Any = None, context: typing.Any = None,
           live: typing.Optional[bool] = None,
           own: bool = False) -> typing.Callable[[Call], Call]: ...


def action(call: typing.Any = None, *, key: typing.Optional[str] = None,
           name: typing.Optional[str] = None, event: typing.Any = None, target: typing.Any = None,
           target_record_id: typing.Any = None, request_id: typing.Any = None,
           triggered_by: typing.Any = None, environment: typing.Any = None,
           trigger: typing.Any = None, attributes: typing.Any = None, context: typing.Any = None,
           live: typing.Optional[bool] = None, own: bool = False) -> typing.Any:
    """Decorates a function, also an async one or a generator: each call is an execution.

    Within another execution a call is a step of it, unless own=True. Any setting may be a function
    of the call's arguments. context: the arguments by name, unless given. key: the function's name.
    event is CALL and target the function's module unless given here or by using(...).
    What the function returns or raises goes through unchanged.
    """
    import inspect
    settings = {"event": event, "target": target, "target_record_id": target_record_id,
                "request_id": request_id, "triggered_by": triggered_by,
                "environment": environment, "trigger": trigger, "attributes": attributes,
                "live": live}

    def decorate(function: typing.Any) -> typing.Any:
        about = _Action(function, key, name, settings, context, own)
        if inspect.isasyncgenfunction(function):
            async def wrapper(*args, **kwargs):
                about_it = about.open(args, kwargs)
                source = function(*args, **kwargs)
                gone, send = about_it.resume, source.asend(None)
                count = 0
                with about_it:
                    while True:
                        with gone():
                            try:
                                item = await send
                            except StopAsyncIteration:
                                break
                        count += 1
                        about_it.output = {"items": count}
                        try:
                            send = source.asend((yield item))
                        except GeneratorExit:
                            with gone():
                                await source.aclose()
                            raise
                        except BaseException as error:
                            send = source.athrow(error)
        elif inspect.isgeneratorfunction(function):
            def wrapper(*args, **kwargs):
                about_it = about.open(args, kwargs)
                source = function(*args, **kwargs)
                count = 0
                with about_it:
                    step = functools.partial(next, source)
                    while True:
                        with about_it.resume():
                            try:
                                item = step()
                            except StopIteration as stop:
                                return stop.value
                        count += 1
                        about_it.output = {"items": count}
                        try:
                            step = functools.partial(source.send, (yield item))
                        except GeneratorExit:
                            with about_it.resume():
                                source.close()
                            raise
                        except BaseException as error:
                            step = functools.partial(source.throw, error)
        elif inspect.iscoroutinefunction(function):
            async def wrapper(*args, **kwargs):
                with about.open(args, kwargs) as about_it, about_it.resume():
                    about_it.output = result = await function(*args, **kwargs)
                return result
        else:
            def wrapper(*args, **kwargs):
                with about.open(args, kwargs) as about_it, about_it.resume():
                    about_it.output = result = function(*args, **kwargs)
                return result
        return functools.wraps(function)(wrapper)

    return decorate if call is None else decorate(call)


class _Action:
    """What a decorated function is, known when it was decorated."""

    def __init__(self, function, key, name, settings, context, own):
        import inspect
        self.settings, self.context, self.own = settings, context, own
        self.key = key or getattr(function, "__name__", "action")
        self.action = {"key": self.key, **({"name": name} if name else {})}
        self.usual = {"event": "CALL", "target": getattr(function, "__module__", None) or "python"}
        self.signature = self.code = None
        with contextlib.suppress(Exception):
            self.signature = inspect.signature(function)
        # Only of a function of a module: what stands within another one says less than it seems to.
        with contextlib.suppress(Exception):
            if function.__qualname__ == function.__name__:
                self.code = inspect.getsource(function)

    def open(self, args, kwargs):
        return _quietly(self.prepare, args, kwargs) or _Nothing()

    def prepare(self, args, kwargs):
        if self.context is None:
            context = self.arguments(args, kwargs)
        else:
            context = self.context(*args, **kwargs) if callable(self.context) else self.context
        context = _dump(context, CONTEXT_BYTES)    # before the function changes it
        outer = current()
        if outer is not None and not self.own:
            return _Called(self, outer, outer.step(self.action.get("name") or self.key, "action",
                                                   input=context))
        given = {}
        for name, value in self.settings.items():
            value = value(*args, **kwargs) if callable(value) else value
            if value is not None:
                given[name] = value
        facts = _merged(_merged(self.usual, given), _using.get())
        run = Execution({**facts, "actions": [self.action]}, context=context)
        run.code = self.code
        return _Called(self, run, None)

    def arguments(self, args, kwargs):
        if self.signature is None:
            return {"args": args, "kwargs": kwargs}
        try:
            found = dict(self.signature.bind(*args, **kwargs).arguments)
        except TypeError:    # the call itself will say so
            return {"args": args, "kwargs": kwargs}
        first = next(iter(self.signature.parameters), None)
        if first in ("self", "cls"):
            found.pop(first, None)
        return found


class _Called:
    """One call: an execution, or a step of one."""

    def __init__(self, about, run, step):
        self.about, self.run, self.step, self.output = about, run, step, None

    def __enter__(self):
        here = self.step or self.run
        here.__enter__()
        self.place = _place.get()
        self.leave()
        if self.step and self.about.action not in self.run._actions:
            self.run._actions.append(self.about.action)
        return self

    def leave(self):
        """The place is the callee's: between two items of a generator the caller is elsewhere."""
        held = self.step or self.run
        with contextlib.suppress(Exception):
            if self.step:
                _place.reset(held._token)
            else:
                _place.reset(held._tokens[-1])

    @contextlib.contextmanager
    def resume(self):
        token = _place.set(self.place)
        try:
            yield
        finally:
            with contextlib.suppress(Exception):
                _place.reset(token)

    def __exit__(self, kind, error, trace):
        held = self.step or self.run
        if isinstance(error, GeneratorExit):
            error = None
        if self.step:
            held.output = self.output
            if error is not None and (self.run._raised or (None,))[0] is not error:
                self.run._raised = error, self.about.key
        elif held.result is None:
            held.result = self.output
        _quietly(held._end, error)


class _Nothing:
    """In place of a call that could not be noted: the function runs all the same."""
    output = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def resume(self):
        return contextlib.suppress()


# ---- parts/handler.py: Records of logging as entries ---------------------------------------------

class Handler(logging.Handler):
    """Makes each record an entry of the execution in which it was logged. Never waits for a disk or
    a network, and never raises.

    outside: the execution that takes records logged outside of any; without it they are not kept,
    and their number is in .outside_count. `extra` becomes the entry's data, extra["event"] its
    event (otherwise the logger's name), the text of an exception data["exception"].
    """
    USUAL = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}

    def __init__(self, level: typing.Union[int, str] = logging.NOTSET, *,
                 outside: typing.Optional[Execution] = None) -> None:
        super().__init__(level)
        self.outside = outside
        self.outside_count = 0

    def emit(self, record: logging.LogRecord) -> None:
        run = current() or self.outside
        if run is None:
            self.outside_count += 1
        else:
            _quietly(self._emit, run, record)

    def close(self) -> None:
        """What is still in memory goes to the disk."""
        _quietly(_sender.keep, everything=True, seconds=LOCK_SECONDS)
        super().close()

    def _emit(self, run, record):
        try:
            message = record.getMessage()
        except Exception:    # arguments that do not fit: as it is, rather than not at all
            message = "%s %r" % (_plain(record.msg), record.args)
        extra = {name: value for name, value in record.__dict__.items() if name not in self.USUAL}
        event = extra.pop("event", None)
        if event is not None:
            extra["logger"] = record.name
        if record.levelno > logging.ERROR:
            extra["level"] = record.levelname
        if record.exc_info and record.exc_info[0] is not None:
            extra["exception"] = "".join(traceback.format_exception(*record.exc_info)).rstrip("\n")
        elif record.exc_text:
            extra["exception"] = record.exc_text
        if record.stack_info:
            extra["stack"] = record.stack_info
        at = datetime.datetime.fromtimestamp(record.created, datetime.timezone.utc)
        run._log(record.levelno, message, _plain(event) if event is not None else record.name,
                 extra or None, None, _iso(at))


# ---- parts/runtime.py: The runtime of the downloads, which runs what is recorded -----------------

HEADER = "#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\n# A run being recorded by Runlens\n"
_PARTS: typing.Dict[str, str] = {}    # filled at the end of the one file, from lib/bundle

_runtime_names: typing.Dict[str, typing.Any] = {}
_runtime_lock = threading.Lock()


def _runtime():
    """The functions of the runtime, for the few that the recorder needs too."""
    with _runtime_lock:
        if not _runtime_names:
            path = list(sys.path)
            nowhere = os.path.join(tempfile.gettempdir(), "-", "replay.py")
            names = {"__name__": "runlens_replay", "__file__": nowhere}
            exec(compile(_PARTS["runtime"], "<replay>", "exec"), names)
            sys.path[:] = path
            names["runtime"] = _runtime_text()
            names["load"]("run")
            names["load"]("record")
            _runtime_names.update(names)
    return _runtime_names


def _runtime_text():
    """As it ends a file: each part a string, which is compiled when it is needed."""
    quote = "'" * 3
    return "".join("\n#=== %s ===\nr%s\n%s%s" % (name, quote, text, quote)
                   for name, text in _PARTS.items()) + "\n"


def _bundle(code, context, recorded):
    """The file that runs, in the layout that any code survives."""
    code_lines = re.findall("[^\n]*\n|[^\n]+", code)
    return "".join([
        HEADER, _runtime()["LAUNCHER"], "\n#>>> action json\n",
        *("#| %s\n" % json.dumps(line) for line in code_lines),
        '#<<< action\n\nCONTEXT = r"""\n', context,
        '\n"""\n\nRECORDED = r"""\n', json.dumps(recorded),
        '\n"""\n', _runtime_text()])


# ---- parts/recording.py: An action that runs in a Python of its own, and what came out of it -----

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


# ---- parts/ending.py: The end of the program, and the begin of one that was forked off -----------

def _at_exit():
    if _sender.threads or _sender.messages or _sender.touched or len(_sender.open):
        _quietly(_sender.close, _number("RUNLENS_EXIT_TIMEOUT",
                                        _number("RUNLENS_TIMEOUT", RUN_SECONDS)))


def _in_child():
    """After a fork: the parent's threads are not here, and what it has gathered is the parent's."""
    global _sender, _runtime_lock, _imports
    _sender, _runtime_lock, _imports = _Sender(), threading.Lock(), threading.Lock()
    Spool.in_flight = set()
    for handle in list(Spool.lock_files):    # they are the parent's, and would hold its locks
        with contextlib.suppress(Exception):
            handle.close()
    Spool.lock_files = set()
    # Processes of multiprocessing end without atexit, but with finalizers of their own.
    util = sys.modules.get("multiprocessing.util")
    if util is not None:
        with contextlib.suppress(Exception):
            util.register_after_fork(
                _sender, lambda _: util.Finalize(None, _at_exit, exitpriority=-100))


atexit.register(_at_exit)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=lambda: _imports.acquire(), after_in_child=_in_child,
                        after_in_parent=lambda: _imports.release())


# ---- parts/terminal.py: A run at a terminal: output and signals go through as they come ----------

class _Stopped(BaseException):
    """A signal came after the action's end: whoever waits for us has waited long enough."""


class _Terminal:
    """Passes output through as it comes and signals on as they come."""
    SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2")

    def __init__(self):
        self.lines = self.in_order()
        self.turn = threading.Lock()    # from reading to writing: the order of both streams
        self.process, self.early, self.ended = None, [], False
        for name in self.SIGNALS:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) != signal.SIG_IGN:    # nohup
                signal.signal(number, self.forward)

    @staticmethod
    def in_order():
        with contextlib.suppress(OSError):
            return os.isatty(1) or os.path.samestat(os.fstat(1), os.fstat(2))
        return False

    def started(self, process):
        self.process = process
        for number in self.early:
            self.forward(number, None)

    def forward(self, number, _frame):
        if self.ended:
            raise _Stopped
        if self.process is None:
            self.early.append(number)
            return
        with contextlib.suppress(OSError):
            if self.process.poll() is None:
                if os.name == "posix":
                    os.killpg(self.process.pid, number)
                else:
                    self.process.terminate()

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


# ---- parts/commands.py: The command line ---------------------------------------------------------

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


# ---- lib/bundle: the runtime of the downloads ----------------------------------------------------

_PARTS.update({
    "runtime": r'''"""Runs the action of a Runlens bundle and gives the output that was recorded.

Python 3.8 or newer, standard library only; python3 FILE --help says how. The recording was made by
this same text, with one more part, so that a recording and its replay cannot drift apart.
"""
import os
import sys

# A json.py or random.py beside the download must not shadow the standard library.
_here = os.path.dirname(os.path.abspath(__file__))
sys.path[:] = [p for p in sys.path if os.path.abspath(p or ".") != _here]

import builtins, json, re

# An action may replace any of them.
__builtins__, open_file = dict(vars(builtins)), open

def load(part, compile=compile, exec=exec):
    """What stands below this text, as it is needed: to compile it takes longer than most actions.
    The parts are strings because Python compiles what it finds in a file even if it never runs."""
    found = runtime.partition("\n#=== %s ===\n" % part)[2].split("'" * 3)
    if len(found) < 3:
        sys.exit("This file has no part %s." % part)
    exec(compile(found[1], "<replay>", "exec"), globals())

# ---- the file: action, context, recording --------------------------------------------------------

def read_bundle(file):
    """-> code, lines of the file above it, JSON text of the context, JSON text of the recording"""
    global runtime
    with open_file(file, encoding="utf-8") as f:
        body, _, runtime = f.read().rpartition("\n#=== runtime ===\n")
    body += "\n"
    # The last of each counts: JSON cannot hold these lines, the code can.
    body, _, recorded = body.rpartition('\nRECORDED = r"""\n')
    body, _, context = body.rpartition('\nCONTEXT = r"""\n')
    begin = re.search("^(?:r'{3}|r\"{3}|)#>>> action([a-z -]*)\n", body, re.M)
    end = max(body.rfind("\n" + quote + "#<<< action\n") for quote in ("", "'" * 3, '"' * 3))
    if not begin or end < begin.end() - 1 or not ('"' * 3 in context and '"' * 3 in recorded):
        sys.exit("This file has lost a line that marks its parts "
                 "(#>>> action, #<<< action, CONTEXT, RECORDED).")
    flags, code = begin.group(1).split(), body[begin.end():end + 1]
    if "json" in flags:
        code = "".join(json.loads(line[3:]) for line in code.split("\n") if line.startswith("#| "))
    elif "no-eol" in flags:
        code = code[:-1]
    if "future" in flags:
        code = re.sub(r"^#~ (?=[ \t]*from[ \t]+__future__[ \t])", "", code, flags=re.M)
    context, recorded = (text[:text.rindex('"' * 3)] for text in (context, recorded))
    return code, body.count("\n", 0, begin.end()), context, recorded

def parse_json(text):
    """json.loads without a limit on the digits of an integer or on depth"""
    limit = getattr(sys, "get_int_max_str_digits", lambda: None)()
    if limit is not None:
        sys.set_int_max_str_digits(0)
    try:
        return json.loads(text)
    except RecursionError:
        load("deep")
        return parse_deep_json(text)
    finally:
        if limit is not None:
            sys.set_int_max_str_digits(limit)

# ---- starting ------------------------------------------------------------------------------------

def start(file, argv, frozen, record, timeout, **streams):
    """Hash order is fixed before Python starts, so the file starts itself again. -> exit status"""
    env = {name: value for name, value in os.environ.items()
           if not name.startswith("PYTHON") or name in ("PYTHONHOME", "PYTHONPATH")}
    fresh = 1 + int.from_bytes(os.urandom(4), "big") % (2**32 - 1) if record else None
    seed = frozen.get("hash_seed", fresh)
    env.update({} if seed is None else {"PYTHONHASHSEED": str(seed)})
    env.update(_REPLAY="1", LC_ALL="C.UTF-8")
    command = [sys.executable, "-X", "utf8", file, *argv]
    if os.name == "posix" and not timeout and not streams:
        os.execve(sys.executable, command, env)
    load("watch")
    return watch(command, env, timeout, streams)

OPTIONS = ("--verify", "--recorded", "--live", "--full-traceback", "--debug", "--help", "--context",
           "--record", "--outcome", "--report")

def main(file, argv):
    file, options = os.path.abspath(file), dict.fromkeys(OPTIONS)
    code, line, context, recorded = read_bundle(file)
    if argv:
        load("options")
        read_options(argv, options)
    try:
        recorded = parse_json(recorded)
    except ValueError as error:
        sys.exit("The recording in this file cannot be read: %s" % error)
    recorded = recorded if isinstance(recorded, dict) else {}
    frozen = recorded.get("frozen") or {}
    timeout = frozen.get("timeout") if recorded.get("outcome") == "timeout" else None
    if options["--verify"] or options["--recorded"]:
        load("run")
        load("verify")
        return compare(file, recorded, timeout, options)
    traced = sys.gettrace() or "debugpy" in sys.modules or "pydevd" in sys.modules
    options["--debug"] = bool(traced or options["--debug"])
    if not (traced or options["--live"] or os.environ.get("_REPLAY")) and sys.executable:
        try:
            return start(file, argv, frozen, options["--record"], timeout)
        except OSError:
            pass    # where no process may be started; set order is all that may differ
    load("run")
    if options["--outcome"]:
        load("outcome")
    try:
        if options["--context"]:
            with open_file(options["--context"], encoding="utf-8-sig") as f:
                context = f.read()
        context = parse_json(context)
    except (OSError, ValueError) as error:
        sys.stderr.write("The context cannot be read: %s\n" % error)
        return 2
    return run(file, options, code, line, context, recorded)

if __name__ == "<replay>":
    sys.exit(main(__file__, sys.argv[1:]))
''',
    "options": r'''# ---- what the file is called with ----------------------------------------------------------------

HELP = """\
Runs the action of a Runlens bundle and gives the output that was recorded. Python 3.8 or newer.

  python3 FILE                  run as recorded: same clock, randomness, hash order, environment,
                                stdin and answers of HTTP servers
  python3 FILE --verify         run and compare with the recording; exits with
                                0 same, 1 different, 2 no recording
    --report URL                and tell the server at URL, with the key in RUNLENS_API_KEY; exits
                                with 3 when it does not take the report
  python3 FILE --context OTHER  run with the JSON of another file as the context
  python3 FILE --recorded       print the recorded output, run nothing
  python3 FILE --live           nothing frozen: real clock, randomness, environment, stdin, network
  python3 FILE --full-traceback keep the frames of the standard library and of packages
  python3 FILE --debug          real file name and lines, so that breakpoints bind

An action finds the globals context, ValidationError, ValidationWarning and mutations (a list to
append to), and may set result. ValidationError blocks; ValidationWarning warns and exits 0.
"""

def read_options(argv, options):
    """Sets what is given. Exits where that makes no sense, or was all that was wanted."""
    given = iter(argv)
    for name in given:
        if name not in options:
            sys.exit("unknown option %s, see --help" % name)
        value = {"--context": "the name of a file", "--outcome": "the name of a file",
                 "--report": "the address of a server"}.get(name)
        options[name] = next(given, None) if value else True
        if not options[name]:
            sys.exit("%s needs %s" % (name, value))
    if options["--record"] and not options["--outcome"]:
        sys.exit("--record needs --outcome FILE")
    if options["--report"] and not options["--verify"]:
        sys.exit("--report needs --verify")
    for name in ("--context", "--live", "--debug", "--full-traceback"):
        for other in ("--verify", "--recorded"):
            if options[name] and options[other]:
                sys.exit("%s looks at the recording: it makes no sense with %s" % (other, name))
    if options["--help"]:
        print(HELP, end="")
        sys.exit(0)
''',
    "deep": r'''# ---- a context that is deeper than json.loads goes ----------------------------------------------

def parse_deep_json(text):
    token, at, key = re.compile(r'[ \t\n\r]*([,:]?)[ \t\n\r]*([][{}"]|[^][{}",:\s]+)'), 0, None
    top = here = []
    above = []
    for found in iter(lambda: token.match(text, at), None):
        (sign, mark), at = found.groups(), found.end()
        ends, is_object = mark in "]}", isinstance(here, dict)
        if sign != (":" if key is not None else "," if here and not ends else "") \
                or ends and (not above or key is not None or is_object != (mark == "}")) \
                or is_object and key is None and not ends and mark != '"':
            raise ValueError("not JSON")
        if ends:
            here = above.pop()
            continue
        if mark == '"':
            value, at = json.decoder.scanstring(text, at)
            if key is None and is_object:
                key = value
                continue
        else:
            value = [] if mark == "[" else {} if mark == "{" else json.loads(mark)
        if is_object:
            here[key], key = value, None
        else:
            here.append(value)
        if mark in "[{":
            above.append(here)
            here = value
    if above or len(top) != 1 or text[at:].strip():
        raise ValueError("not JSON")
    return top[0]
''',
    "run": r'''import atexit, gc, io, itertools, linecache, threading, time, traceback, types, warnings

ACTION = "<action>"

class ValidationError(Exception):
    __module__ = "__main__"

class ValidationWarning(Exception):
    __module__ = "__main__"

class Late:
    """What a part makes, loaded when it is asked for anything. made: that, or None"""
    def __init__(self, part, make):
        self.part, self.make, self.made, self.lock = part, make, None, threading.RLock()
    def __getattr__(self, name):
        with self.lock:
            if not self.made:
                load(self.part)
                self.made = self.make()
        return getattr(self.made, name)

def set_traceback_text(everything, file):
    """Only the action's own frames, the same text on every machine. Patched at its root, so that
    format_exc and logging.exception in the action agree."""
    real = traceback.TracebackException.__init__, traceback.extract_tb, traceback.walk_stack
    errors = Late("failure", lambda: TracebackText(everything, file, *real))
    late = lambda name: lambda *args, **kwargs: getattr(errors, name)(*args, **kwargs)
    traceback.TracebackException.__init__, traceback.extract_tb, traceback.walk_stack = (
        late("init"), late("extract_tb"), late("walk_stack"))
    sys.excepthook = sys.__excepthook__ = late("show")
    threading.excepthook, sys.unraisablehook = late("in_thread"), late("unraisable")
    return errors

# ---- running -------------------------------------------------------------------------------------

def run(file, options, code, line, context, recorded):
    clock, live, debug = time.perf_counter_ns, options["--live"], options["--debug"]
    frozen = {} if live else dict(recorded.get("frozen") or {})
    outcome = {"outcome": "ok", "validation_message": None, "exit_code": 0,
               "python": "%d.%d.%d" % sys.version_info[:3]}
    sink = OutcomeFile(options["--outcome"]) if options["--outcome"] else None
    recording = None
    if options["--record"]:
        load("record")
        recording = Recording(code, frozen, outcome, sink)
    tapes, calls = frozen.pop("clock", None), frozen.pop("http", None)
    network = None if live else hear_network(shut=recording is None)

    module, mutations = types.ModuleType("__main__"), []
    module.__dict__.update(
        __file__=file if debug else ACTION, __builtins__=builtins, context=context,
        mutations=mutations, ValidationError=ValidationError, ValidationWarning=ValidationWarning)
    code = code.replace("\r\n", "\n").replace("\r", "\n")
    linecache.cache[ACTION] = (len(code), None, [text + "\n" for text in code.split("\n")], ACTION)
    errors = set_traceback_text(options["--full-traceback"], file)
    if not debug and not live:
        set_environment(frozen)
    if isinstance(frozen.get("pid"), int) and not recording:
        freeze_place(frozen["pid"], str(frozen.get("host")))
    set_streams(frozen, debug or live, recording and write_in_turn)
    if "entropy" in frozen:
        freeze_entropy(frozen["entropy"])
    atexit.register(gc.unfreeze)    # first in, last out: what the action leaves is finalized
    if sink:    # after the action's threads and exit functions
        atexit.register(sink.save, outcome, module.__dict__, mutations, recording, network)
    if recording:
        recording.begin(network)
    elif tapes is not None:
        freeze_clock(lambda *clock: taped_clock(tapes, *clock))
    if isinstance(calls, list) and not recording:
        load("http")
        put_between(network, Tape(network, calls, "timeout" in frozen))
    sys.argv, sys.modules["__main__"] = ["action.py"], module
    getattr(sys, "orig_argv", [])[1:] = sys.argv
    compiled, status, depth, frame = None, 0, 0, sys._getframe()
    while frame:
        depth, frame = depth + 1, frame.f_back
    depth += 1 if sys.version_info >= (3, 12) else 4    # of the action's first frame
    limit, set_limit = sys.getrecursionlimit, sys.setrecursionlimit
    set_limit(depth + 1000)
    replace(sys, getrecursionlimit=lambda: limit() - depth,
            setrecursionlimit=lambda n: set_limit(n + depth if isinstance(n, int) and n > 0 else n))
    took = lambda: outcome.update(duration_ms=(clock() - started) / 1e6)
    started = clock()
    try:
        if "\0" in code:    # its wording differs between patch releases of one minor version
            raise SyntaxError("source code string cannot contain null bytes")
        text, name = ("\n" * line + code, file) if debug else (code, ACTION)
        # Its strings are known before, as those of a plain file are: they order sets of constants.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            known = compile(text, name, "exec", dont_inherit=True)
        compiled = compile(text, name, "exec", dont_inherit=True)
        # A warning may name the line that called the action: 1 in every version of this text.
        names = {"__name__": "<replay>", "action": compiled, "names": module.__dict__}
        call = compile("exec(action, names)", "<replay>", "exec")
        # Garbage is collected at the same places as in the recording, whatever the runtime made.
        gc.freeze()
        gc.collect()
        started = clock()
        exec(call, names)
        took()
    except BaseException as error:
        took()
        left = limit()
        set_limit(left + 1000)    # the action may have left too little to compile in
        status = errors.end(error, outcome, compiled)
        set_limit(left)
    outcome["exit_code"] = status & 255 if isinstance(status, int) else int(status is not None)
    return status

# ---- what is frozen: clock, randomness, environment, streams -------------------------------------

PAST_TAPE_NS = 1000000    # added a reading past the end of a tape: a waiting loop still ends

class Function:
    """Stands in for a built-in function. No __get__: in a class it must not become a method."""
    __slots__ = ("call", "real")
    __module__ = property(lambda self: self.real.__module__)
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
            made = Function(call, getattr(module, name))
            for place in (module, sys.modules.get(made.__module__, module)):    # os, posix
                setattr(place, name, made)

CLOCKS = (("wall", "time"), ("monotonic", "monotonic"), ("perf", "perf_counter"),
          ("cpu", "process_time"), ("thread", "thread_time"))

def taped_clock(tapes, name, real):
    values = list(itertools.accumulate(tapes.get(name) or [real()]))
    after = itertools.count(values[-1] + PAST_TAPE_NS, PAST_TAPE_NS)
    return itertools.chain(values[1:], after).__next__

def freeze_clock(clock_of):
    """clock_of(name, real function) -> what is called for each reading, in ns"""
    read = {}
    for name, function in CLOCKS:
        real = getattr(time, function + "_ns", time.monotonic_ns)
        read[name] = reading = clock_of(name, real)
        replace(time, **{function: lambda reading=reading: reading() / 1e9,
                         function + "_ns": reading})
    ids = {getattr(time, "CLOCK_" + constant, None): read[name] for constant, name in (
        ("REALTIME", "wall"), ("MONOTONIC", "monotonic"),
        ("PROCESS_CPUTIME_ID", "cpu"), ("THREAD_CPUTIME_ID", "thread"))}
    wall, local, utc, as_text, formatted = (
        read["wall"], time.localtime, time.gmtime, time.asctime, time.strftime)
    gettime, gettime_ns = (getattr(time, "clock_gettime" + end, None) for end in ("", "_ns"))
    seconds = lambda given: wall() // 10**9 if given is None else given
    now_local = lambda: local(seconds(None))
    replace(time,
            clock_gettime=lambda id: ids[id]() / 1e9 if id in ids else gettime(id),
            clock_gettime_ns=lambda id: ids[id]() if id in ids else gettime_ns(id),
            localtime=lambda s=None: local(seconds(s)), gmtime=lambda s=None: utc(seconds(s)),
            ctime=lambda s=None: as_text(local(seconds(s))),
            asctime=lambda *t: as_text(*(t or (now_local(),))),
            strftime=lambda form, *t: formatted(form, *(t or (now_local(),))))
    import datetime

    def now(cls, tz=None):
        whole, ns = divmod(wall(), 10**9)
        value = datetime.datetime.__dict__["fromtimestamp"].__get__(None, cls)(whole, tz)
        return datetime.datetime.replace(value, microsecond=ns // 1000)

    def utcnow(cls):
        if sys.version_info >= (3, 12):
            warnings.warn("datetime.datetime.utcnow() is deprecated and scheduled for removal in a "
                          "future version. Use timezone-aware objects to represent datetimes in "
                          "UTC: datetime.datetime.now(datetime.UTC).",
                          DeprecationWarning, stacklevel=2)
        return now(cls, datetime.timezone.utc).replace(tzinfo=None)

    # datetime is written in C and immutable: only its table of methods can be changed in place.
    methods = gc.get_referents(datetime.datetime.__dict__)[0]
    methods["now"], methods["utcnow"] = classmethod(now), classmethod(utcnow)
    sys._clear_type_cache()

def freeze_entropy(seed):
    import random, uuid
    try:    # OpenSSL, which hashlib loads, takes longer than all else here
        sha256 = __import__("_sha2" if sys.version_info >= (3, 12) else "_sha256").sha256
    except ImportError:
        from hashlib import sha256
    calls, seed_with, forks, who = itertools.count(), random.Random.seed, [], [seed]

    def urandom(size):
        if size < 0:
            raise ValueError("negative argument not allowed")
        text = b"%s %d " % ("".join(who).encode(), next(calls))
        blocks = (sha256(text + b"%d" % i).digest() for i in range(-(-size // 32)))
        return b"".join(blocks)[:size]

    def reseed(self, a=None, version=2):
        seed_with(self, int.from_bytes(urandom(32), "big") if a is None else a, version)

    replace(os, urandom=urandom, getrandom=lambda size, flags=0: urandom(size))
    random._urandom, random.Random.seed = os.urandom, reseed
    random.seed = random._inst.seed
    random.seed()
    getattr(os, "register_at_fork", dict)(before=lambda: forks.append(1), after_in_child=lambda: (
        who.append("-%d" % len(forks)), random.seed()))    # a child has randomness of its own
    uuid._node = int.from_bytes(urandom(6), "big") | 1 << 40
    uuid._generate_time_safe = uuid._UuidCreate = None
    uuid._has_uuid_generate_time_safe = False

def set_environment(frozen):
    if "env" in frozen:
        kept = {name: os.environ[name] for name in ("SYSTEMROOT", "COMSPEC")
                if os.name == "nt" and name in os.environ}
        os.environ.clear()
        os.environ.update({**kept, "COLUMNS": "80", "LINES": "24", **frozen["env"]})
    if "tz" in frozen:
        os.environ["TZ"] = frozen["tz"]
        getattr(time, "tzset", lambda: None)()
    os.environ.pop("_REPLAY", None)

def freeze_place(pid, host):
    """Number of the process, name of the machine: logs are full of them. A child has its own."""
    mine, real, parent, uname = os.getpid(), os.getpid, os.getppid, getattr(os, "uname", None)
    there = {pid: mine, -pid: -mine}
    of = lambda name: lambda to, *rest, ask=getattr(os, name, None): ask(there.get(to, to), *rest)
    replace(os, **{name: of(name) for name in ("kill", "getpgid", "getsid", "sched_getaffinity")})
    replace(os, getpid=lambda: pid if real() == mine else real(),
            getppid=lambda: pid if parent() == mine else parent(),
            uname=lambda: type(uname())((*uname()[:1], host, *uname()[2:])))
    import _socket
    for module in (_socket, sys.modules.get("socket")):
        replace(module, gethostname=lambda: host)

def set_streams(frozen, keep_stdin, in_turn=None):
    lines = bool(frozen.get("lines"))
    try:
        lines = lines or os.path.samestat(os.fstat(1), os.fstat(2))    # 2>&1, terminals: in order
    except OSError:
        pass
    for stream, errors, by_line in (
            (sys.stdout, "strict", lines), (sys.stderr, "backslashreplace", True)):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(
                encoding="utf-8", errors=errors, newline="\n", line_buffering=by_line)
    if lines and in_turn:
        in_turn(sys.stdout, 2)
        in_turn(sys.stderr, 1)
    if keep_stdin:
        return
    data = frozen.get("stdin", "").encode("utf-8", "surrogatepass")
    try:
        if len(data) > 65536:    # more than a pipe holds without a reader
            raise OSError
        reader, writer = os.pipe()
        os.write(writer, data)
        os.close(writer)
        os.dup2(reader, 0)
        os.close(reader)
        sys.stdin = open_file(0, encoding="utf-8", closefd=False)
    except (OSError, AttributeError):
        sys.stdin = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8")
    sys.__stdin__ = sys.stdin

def hear_network(shut):
    """Hears of every connection before it is made: nothing goes out. It listens while recording as
    well, so that an action has the same depth of calls left."""
    network = Late("network", lambda: Network(shut))
    hear = lambda event, args: network.hear(event, args) if event.startswith("socket.") else None
    getattr(sys, "addaudithook", lambda hook: None)(hear)
    return network
''',
    "watch": r'''# ---- a process beside this one: to compare what it prints, or to end it in time ------------------

def watch(command, env, timeout, streams):
    """-> exit status; 137 when its time was up: then all that it has started is ended too"""
    import signal, subprocess
    posix = os.name == "posix"
    child = subprocess.Popen(command, env=env, start_new_session=posix, **streams)
    try:
        return child.wait(timeout)
    except subprocess.TimeoutExpired:
        return 137
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL) if posix else child.kill()
            child.wait()
''',
    "failure": r'''# ---- what is said of an error --------------------------------------------------------------------

class TracebackText:
    """everything: also frames that are not the action's own. make, extract and walk are what the
    standard library has."""
    def __init__(self, everything, file, make, extract, walk):
        self.everything, self.file = everything, file
        self.make, self.extract, self.walk = make, extract, walk

    def is_own(self, name):
        return name == self.file or name[:1] == "<" and not name.startswith("<frozen ")

    def own_frames(self, stack, limit):
        kept = [f for f in stack if f.filename != "<replay>"
                and (self.everything or self.is_own(f.filename))]
        for i, f in enumerate(kept):
            if not self.everything:    # made anew without columns: no carets
                kept[i] = traceback.FrameSummary(
                    f.filename, f.lineno, f.name, lookup_line=False, line=f.line or "")
                kept[i].locals = f.locals
        if limit is not None:
            kept = kept[:limit] if limit >= 0 else kept[limit:]
        return traceback.StackSummary.from_list(kept)

    def init(self, made, kind, value, tb, *, limit=None, **kwargs):
        if isinstance(value, SyntaxError) and value.text is None and value.filename == ACTION \
                and value.lineno:
            value.text = linecache.getline(ACTION, value.lineno) or None
        self.make(made, kind, value, tb, **kwargs)
        if made.stack is not None:
            made.stack = self.own_frames(made.stack, limit)
        try:
            if not self.everything and str(getattr(made, "_str", "")).startswith(str(value)):
                made._str = str(value)    # without "Did you mean", which differs by version
        except Exception:
            pass

    def extract_tb(self, tb, limit=None):
        return self.own_frames(self.extract(tb), limit)

    def walk_stack(self, f):
        above_runtime = lambda pair: pair[0].f_code is not run.__code__
        pairs = itertools.takewhile(above_runtime, self.walk(f or sys._getframe(3)))
        return (pair for pair in pairs if pair[0].f_code.co_filename != "<replay>")

    def show(self, kind, value, tb, before=""):
        try:
            text = "".join(traceback.TracebackException(kind, value, tb).format())
        except Exception:    # no calls left, or what it is made of raises itself
            text = kind.__name__ + "\n"
        try:
            try:
                sys.stderr.write(before + text)
            except UnicodeEncodeError:
                sys.stderr.write((before + text).encode("ascii", "backslashreplace").decode())
            sys.stderr.flush()
        except Exception:    # an action may have put anything in its place, None too
            pass

    def in_thread(self, args):
        if args.exc_type is not SystemExit:
            name = args.thread.name if args.thread else threading.get_ident()
            before = "Exception in thread %s:\n" % name
            self.show(args.exc_type, args.exc_value, args.exc_traceback, before)

    def unraisable(self, args):
        what = "" if args.object is None else ": %r" % (args.object,)
        before = (args.err_msg or "Exception ignored in") + what + "\n"
        self.show(args.exc_type, args.exc_value, args.exc_traceback, before)

    def end(self, error, outcome, compiled):
        """What an action leaves that ends with an exception. -> what to exit with"""
        kind = type(error)    # an exception may raise whatever it is asked
        if issubclass(kind, SystemExit):
            return self.exit(error, outcome)
        warned, refused = issubclass(kind, ValidationWarning), issubclass(kind, ValidationError)
        outcome["outcome"] = "warned" if warned else "rejected" if refused else "error"
        outcome["validation_message"] = (text_of if warned or refused else error_text)(error)
        kept = BaseException.__dict__["__traceback__"]
        tb = kept.__get__(error) if compiled else None
        while tb and tb.tb_frame.f_code.co_filename == "<replay>":
            tb = tb.tb_next
        kept.__set__(error, tb)
        try:
            sys.excepthook(kind, error, tb)
        except Exception as again:
            before = "Error in sys.excepthook:\n"
            self.show(type(again), again, again.__traceback__, before)
            self.show(kind, error, tb, "\nOriginal exception was:\n")
        return 0 if warned else 130 if issubclass(kind, KeyboardInterrupt) else 1

    def exit(self, error, outcome):
        outcome["outcome"] = "exit"
        try:
            status = error.code
        except Exception:
            status = error
        if status is not None and not isinstance(status, int):
            outcome["validation_message"] = text_of(status)
        return status

def text_of(value):
    try:
        return str(value)
    except Exception:
        return "<exception str() failed>"

def error_text(error):
    module = type(error).__module__
    try:
        text = error.msg if isinstance(error, SyntaxError) else str(error)
    except Exception:
        text = "<exception str() failed>"
    name = type(error).__qualname__
    if module not in ("builtins", "__main__"):
        name = "%s.%s" % (module, name)
    return "%s: %s" % (name, text) if text else name
''',
    "network": r'''# ---- which connections an action may make --------------------------------------------------------

class NotRecorded(Exception):
    __module__ = "__main__"

class Network:
    """Judges what it hears of. shut: only connections within this process are made."""
    def __init__(self, shut):
        self.shut, self.missing = shut, []
        self.bound, self.here = (), threading.local()
        # As before the action: to compile this is no reason to collect earlier.
        if gc.isenabled():
            gc.collect()

    def hear(self, event, args):
        if event == "socket.bind":
            import weakref
            self.bound = self.bound or weakref.WeakSet()
            self.bound.add(args[0])
        elif event in ("socket.connect", "socket.sendto"):
            if isinstance(args[1], tuple) and isinstance(args[1][0], str):
                self.pass_on("connection to %s:%s" % args[1][:2], self.is_own(args[1]))
        elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
            name = args[0].decode() if isinstance(args[0], bytes) else str(args[0] or "")
            # Addresses are refused when they are connected to, this machine is no other.
            host = sys.modules["_socket"].gethostname
            known = name in ("localhost", getattr(host, "real", host)())
            known = known or ":" in name or not name.strip("0123456789.")
            self.pass_on("connection to " + name, known)

    def pass_on(self, call, allowed):
        error = getattr(self.here, "error", None)
        if error:
            raise error
        if self.shut and not allowed:
            self.refuse(call)

    def is_own(self, address):
        """whether the action itself listens there"""
        if address[0] not in ("", "localhost", "0.0.0.0", "::", "::1") \
                and not address[0].startswith("127."):
            return False
        for sock in list(self.bound):
            try:
                if sock.getsockname()[1] == address[1]:
                    return True
            except (OSError, IndexError):
                pass
        return False

    def refuse(self, call, why="was not recorded"):
        if call not in self.missing and len(self.missing) < 20:
            self.missing.append(call)
        raise NotRecorded("%s %s; --live goes out" % (call, why))
''',
    "http": r'''# ---- HTTP: calls are answered from the tape ------------------------------------------------------

SECRET = re.compile(r"(?i)key|token|secret|sig\b|sign|pass|pwd|auth|cred|session|cookie|jwt|"
                    r"access(?!-control)|sas\b|otp\b|[?&;#]code=")

def public_url(text):
    """Without user name and password, and without the values of parameters that look secret."""
    from urllib.parse import unquote_plus
    text = re.sub(r"://[^/?#\s]*@", "://", text)
    hide = lambda found: found[1] + ("***" if SECRET.search(unquote_plus(found[1])) else found[2])
    return re.sub(r"([?&;#][^=&;#?\s]+=)([^&;#\s>\"']*)", hide, text)

def put_between(network, tape):
    """Connections of http.client, and of what is built upon it, speak through the tape."""
    import http.client, weakref
    begin = http.client.HTTPConnection.__init__

    def init(self, *args, **kwargs):
        begin(self, *args, **kwargs)
        me = weakref.ref(self)    # a ring would keep it until garbage is collected
        self.connect = lambda: connect(me())

    def connect(connection):
        host = connection._tunnel_host or connection.host
        port = connection._tunnel_port if connection._tunnel_host else connection.port
        secure = connection.default_port == 443
        origin = ("https://" if secure else "http://") + ("[%s]" % host if ":" in host else host)
        if port not in (None, connection.default_port):
            origin += ":%d" % port
        really = lambda: type(connection).connect(connection)
        if network.is_own((host, port)):
            return really()
        tape.connect(connection, origin, really)
        connection.sock = Line(origin, connection.sock, tape)

    http.client.HTTPConnection.__init__ = init

class Line:
    """Stands where a connection has its socket: hears what is asked, gives the tape's answer."""
    def __init__(self, origin, sock, tape):
        self.origin, self.sock, self.tape = origin, sock, tape
        self.asked, self.pair = bytearray(), ()
    def sendall(self, data, *flags):
        self.asked += data
        if self.sock:
            self.sock.sendall(data, *flags)
    def makefile(self, mode="r", *args, **kwargs):
        import hashlib
        head, _, body = bytes(self.asked).partition(b"\r\n\r\n")
        self.asked.clear()
        lines = head.decode("latin-1").split("\r\n")
        method, _, target = lines[0].rpartition(" ")[0].partition(" ")
        call = {"method": method,
                "url": public_url(target if "://" in target else self.origin + target)}
        for line in lines[1:]:    # of the request's own headers only what cannot be a secret
            name, _, value = line.partition(":")
            if name.lower() in ("accept", "content-type"):
                call.setdefault("request_headers", {})[name.lower()] = value.strip()
        if body:
            call["request_sha256"] = hashlib.sha256(body).hexdigest()
        try:
            answer = self.tape.answer(call, self.sock)
        except NotRecorded as error:    # met where it is read: a response without a file is noisy
            answer = Answer(b"", error)
        return io.BufferedReader(answer)
    def fileno(self):
        if self.sock:
            return self.sock.fileno()
        if not self.pair:    # as an open connection on which nothing comes
            self.pair = sys.modules["socket"].socketpair()
        return self.pair[0].fileno()
    def close(self):
        for sock in (self.sock, *self.pair):
            if sock:
                sock.close()
    def __getattr__(self, name):
        return getattr(self.sock, name) if self.sock else lambda *args, **kwargs: None

class Tape:
    """Gives recorded answers, in order for each method and URL."""
    def __init__(self, network, calls, waits):
        self.network, self.waits = network, waits
        self.calls, self.lock, self.opened = {}, threading.Lock(), {}
        for call in (call for call in calls if isinstance(call, dict)):
            self.calls.setdefault((call.get("method"), call.get("url")), []).append(call)

    def connect(self, connection, origin, really):
        with self.lock:
            self.opened[origin] = count = self.opened.get(origin, 0) + 1
        # urllib3 asks for it, and warns otherwise
        connection.is_verified = getattr(connection, "cert_reqs", None) not in (0, "CERT_NONE")
        for call in self.calls.get(("CONNECT", origin), ()):
            if call.get("nth") == count:
                error = to_error(call["error"])
                if type(error).__module__ == "ssl":
                    raise error
                self.network.here.error = error    # met where the socket is: wrapped as it was
                try:
                    really()
                finally:
                    self.network.here.error = None

    def answer(self, call, _sock):
        name = "%s %s" % (call["method"], call["url"])
        with self.lock:
            calls = self.calls.get((call["method"], call["url"]))
            if not calls:
                self.network.refuse(name)
            # Calls of several threads at once are told apart by what they sent.
            same = [i for i, other in enumerate(calls)
                    if other.get("request_sha256") == call.get("request_sha256")]
            found = calls.pop(same[0] if same else 0)
        if "cut" in found:
            self.network.refuse(name, "had an answer too long to be recorded")
        if not {"body", "body_base64", "error"} & set(found):
            if self.waits:    # it was stopped for time, and so is this run
                threading.Event().wait()
            self.network.refuse(name, "had no answer when the recording ended")
        return Answer(to_wire(found), "error" in found and to_error(found["error"]))

class Answer(io.RawIOBase):
    def __init__(self, data, error):
        self.data, self.error = io.BytesIO(data), error
    def readable(self):
        return True
    def readinto(self, buffer):
        size = self.data.readinto(buffer)
        if not size and self.error:
            raise self.error
        return size

def to_wire(call):
    """The bytes of an answer; its body stands in the tape as it came, with the marks of chunks."""
    if "body_base64" in call:
        import base64
        body = base64.b64decode(call["body_base64"])
    else:
        body = call.get("body", "").encode()
    if call.get("status") is None:
        return body
    lines = ["HTTP/%s %03d %s" % (call.get("http", "1.1"), call["status"], call.get("reason", ""))]
    lines += ["%s: %s" % (name, value) for name, value in call.get("headers", ())]
    return "\r\n".join(lines + ["", ""]).encode("latin-1") + body

def to_error(recorded):
    """The error that the network gave: one of Python's own, never a name that a tape makes up."""
    module, _, name = recorded["type"].rpartition(".")
    known = module in ("builtins", "socket", "ssl", "http.client")
    kind, http = known and getattr(sys.modules.get(module), name, None), sys.modules["http.client"]
    if isinstance(kind, type) and issubclass(kind, (OSError, http.HTTPException)):
        try:
            return kind(*recorded["args"])
        except TypeError:
            pass
    return OSError(*recorded["args"])
''',
    "outcome": r'''# ---- what comes out, for whoever started this file -----------------------------------------------

# An action may replace these too.
write_fd, fstat, getpid, dumps = os.write, os.fstat, os.getpid, json.dumps

RESULT_DEPTH = 500        # what the recorder still can read, however deep it is called itself

class OutcomeFile:
    """First the frozen values and every clock reading, so that they survive a kill; at the end one
    JSON object. Neither a full disk nor an action that closes every file may make the action fail.
    """
    def __init__(self, path):
        self.pid, self.fd, self.file = getpid(), -1, None
        try:
            self.fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
            self.file = os.fstat(self.fd)
            import fcntl    # out of the way: an action sees the same file numbers unrecorded
            low, self.fd = self.fd, fcntl.fcntl(self.fd, fcntl.F_DUPFD_CLOEXEC, 500)
            os.close(low)
        except (ImportError, OSError):
            pass
    def is_open(self):
        try:    # a forked child has nothing to say here, nor is the number of another file ours
            return getpid() == self.pid and os.path.samestat(fstat(self.fd), self.file)
        except OSError:
            return False
    def note(self, text):
        data = text.encode()
        try:
            while data and self.is_open():
                data = data[write_fd(self.fd, data):]
        except OSError:
            pass
    def save(self, outcome, names, mutations, recording, network):
        """Adds what the action has left as result and mutations, as far as it is JSON."""
        if network and network.made and network.made.missing:
            outcome["needs_network"] = network.made.missing
        changed, limit = dict(vars(builtins)), sys.getrecursionlimit()
        vars(builtins).update(__builtins__)
        sys.setrecursionlimit(RESULT_DEPTH)
        for name, value in (("result", None), ("mutations", mutations)):
            outcome[name] = names.get(name, value)
            try:
                dumps(outcome[name], allow_nan=False)
            except BaseException as error:
                outcome[name] = [] if name == "mutations" else None
                load("failure")
                outcome[name + "_error"] = error_text(error)
        sys.setrecursionlimit(limit)
        if recording:
            recording.finish()
        self.finish(outcome)
        vars(builtins).update(changed)
    def finish(self, outcome):
        if not self.is_open():
            return
        # Who reads a clock while everything ends has nothing to say here any more.
        fd, self.fd = self.fd, -1
        try:
            os.lseek(fd, 0, os.SEEK_SET)
            os.ftruncate(fd, 0)
            data = dumps(outcome).encode()
            while data:
                data = data[write_fd(fd, data):]
        except OSError:
            pass
''',
    "verify": r'''# ---- comparing with the recording ----------------------------------------------------------------

NOT_RECORDED = "not recorded: nothing to compare with"
PARTS = ("stdout", "stderr", "exit_code", "outcome", "validation_message", "result", "mutations")
DIFF_BYTES = 65536    # of each difference in a report

def recorded_bytes(output, name):
    if output.get(name + "_base64") is not None:
        import base64
        return base64.b64decode(output[name + "_base64"])
    return None if output.get(name) is None else output[name].encode("utf-8", "surrogatepass")

def run_again(file, recorded, timeout):
    """-> what comes out now, as in a recording; stdout and stderr as bytes"""
    import subprocess, tempfile
    now = {"outcome": "exit", "validation_message": None, "result": None, "mutations": []}
    with tempfile.TemporaryDirectory() as folder:
        out, err, path = (os.path.join(folder, name) for name in ("out", "err", "outcome"))
        with open_file(out, "wb") as o, open_file(err, "wb") as e:
            code = start(file, ["--outcome", path], recorded.get("frozen") or {}, False, timeout,
                         stdin=subprocess.DEVNULL, stdout=o, stderr=e)
        code = 128 - code if code < 0 else code
        if timeout and code == 137:
            now.update(outcome="timeout", validation_message=recorded.get("validation_message"))
        elif os.path.exists(path) and os.path.getsize(path):
            with open_file(path, encoding="utf-8") as f:
                now = parse_json(f.read())
        elif code > 128:
            now["outcome"] = "killed"
        with open_file(out, "rb") as o, open_file(err, "rb") as e:
            return {**now, "exit_code": code, "stdout": o.read(), "stderr": e.read()}

def part_bytes(output, name):
    """-> None when it was not recorded"""
    if name.startswith("std"):
        data = output.get(name)
        return data if isinstance(data, bytes) else recorded_bytes(output, name)
    return json.dumps(output[name], sort_keys=True).encode() if name in output else None

def find_differences(before, after, timeout):
    """-> [(part, bytes before, bytes after)], whether addresses of memory had to be masked"""
    different, masked = [], False
    addresses = lambda data: re.sub(rb"\b0x[0-9a-fA-F]{4,}", b"0x...", data)
    for name in PARTS:
        a, b = part_bytes(before, name), part_bytes(after, name) or b"null"
        if name.startswith("std"):
            b = after[name]
            if a is None or is_whole(before, name, a, b) \
                    or timeout and (a.startswith(b) or b.startswith(a)):
                continue    # stopped from outside: not at the same place
        if a is not None and a != b:
            masked = True
            if addresses(a) != addresses(b):
                different.append((name, a, b))
    return different, masked

def is_whole(recorded, name, before, after):
    """Of a long stream the recording keeps the beginning, and of the whole the length and hash."""
    import hashlib
    return (after.startswith(before) and recorded.get(name + "_bytes") == len(after)
            and recorded.get(name + "_sha256") == hashlib.sha256(after).hexdigest())

def is_wording(recorded, now, names):
    """Whether all that differs is the text of an error: the same one, raised at the same place."""
    def places(output):
        text = part_bytes(output, "stderr") or b""
        return re.findall(rb'^  File ".*", line \d+(?:, in .*)?$|^Traceback .*$', text, re.M)

    def kind(output):
        return output.get("outcome"), (output.get("validation_message") or "").partition(":")[0]

    return (names <= {"stderr", "validation_message"} and places(recorded) == places(now)
            and all(part_bytes(recorded, name) is not None for name in PARTS)
            and ("validation_message" not in names
                 or kind(recorded)[0] == "error" and kind(recorded) == kind(now)))

def make_safe(text, keep=""):
    """Without what would control the reader's terminal, or turn or hide text on it."""
    unsafe = ("[^%s\t -~\xa0-\uffff\U00010000-\U0010ffff]"
              "|[\u200b-\u200f\u2028-\u202e\u2066-\u2069]" % keep)
    return re.sub(unsafe, lambda found: found.group().encode("unicode_escape").decode(), text)

def diff_text(name, before, after, names):
    import difflib

    def lines(data):
        text = make_safe(data.decode("utf-8", "backslashreplace"), keep="\n")
        return [line + "\n" for line in text.split("\n")]

    name, head, a, b = name.replace("_", " "), "", lines(before), lines(after)
    if len(a) + len(b) > 5000:    # difflib takes minutes on long texts: from there on
        first = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
        head = "%s: first difference in line %d\n" % (name, first + 1)
        a, b = a[first:first + 20], b[first:first + 20]
    titles = ["%s %s" % (name, when) for when in names]
    return head + "".join(difflib.unified_diff(a, b, *titles))

def judge(file, recorded, timeout):
    """-> outcome for a report, [(part, text of the difference)], masked, what to print"""
    now = run_again(file, recorded, timeout)
    different, masked = find_differences(recorded, now, timeout)
    if not different:
        return "same", [], masked, "SAME (memory addresses apart)" if masked else "SAME as recorded"
    diffs = [(name, diff_text(name, a, b, ("recorded", "now"))) for name, a, b in different]
    if now.get("needs_network"):
        calls = make_safe("; ".join(now["needs_network"][:3]))
        return "needs_network", diffs, False, (
            "NEEDS NETWORK: %s was not recorded; --live goes out" % calls)
    unsteady, _ = find_differences(now, run_again(file, recorded, timeout), timeout)
    if unsteady:
        diffs = [(name, diff_text(name, a, b, ("first", "second"))) for name, a, b in unsteady]
        return "non_deterministic", diffs, False, (
            "NOT DETERMINISTIC: two runs of this file differ in " + spoken(unsteady))
    version = "%d.%d.%d" % sys.version_info[:3]
    versions = "recorded with Python %s, this is %s" % (
        make_safe(str(recorded.get("python", "of an unknown version"))), version)
    minor = str(recorded.get("python", version)).split(".")[:2]
    text = "DIFFERENT: %s (%s)" % (spoken(different), versions)
    if minor != version.split(".")[:2]:
        text = text[:-1] + ": it may be the interpreter's wording)"
        if is_wording(recorded, now, {name for name, _, _ in different}):
            text = ("DIFFERENT in the text of %s only (%s: it may be the interpreter's wording); "
                    "same exit code, outcome, exception type, lines of the traceback, result, "
                    "mutations and stdout" % (spoken(different), versions))
    return "different", diffs, False, text

def spoken(different):
    return ", ".join(name.replace("_", " ") for name, _, _ in different)

def compare(file, recorded, timeout, options):
    """--verify and --recorded. -> exit status"""
    if recorded.get("recorded") is False or not any(
            recorded.get(name) is not None
            for name in ("stdout", "stdout_base64", "stderr", "exit_code")):
        sys.stderr.write(NOT_RECORDED + "\n")
        return 2
    if options["--recorded"]:
        sys.stdout.buffer.write(recorded_bytes(recorded, "stdout") or b"")
        sys.stderr.buffer.write(recorded_bytes(recorded, "stderr") or b"")
        return recorded.get("exit_code") or 0
    getattr(sys.stdout, "reconfigure", dict)(errors="backslashreplace")
    outcome, diffs, masked, text = judge(file, recorded, timeout)
    for _, diff in diffs:
        print(diff, end="")
    print(text, flush=True)
    if options["--report"] and not report(file, options["--report"], outcome, diffs, masked):
        return 3
    return 0 if outcome == "same" else 1

# ---- telling a server ----------------------------------------------------------------------------

def report(file, url, outcome, diffs, masked):
    """Prints what the server answers. -> whether it has taken the report"""
    import urllib.error, urllib.parse, urllib.request

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *args):
            return None    # the key goes to the server that was named and to no other

    with open_file(file, encoding="utf-8", newline="") as f:
        text = f.read()
    found = re.search("^# Execution log: (.*?)\r?$", re.split(r"\n(?:exec|f = open)\(", text)[0],
                      re.M)
    key = os.environ.get("RUNLENS_API_KEY", "").strip()
    try:
        where = urllib.parse.urlsplit(url)
        if where.scheme not in ("http", "https") or not where.hostname:
            raise ValueError("%s is no http or https address" % url)
        if not key:
            raise ValueError("RUNLENS_API_KEY is not set")
        if not found:
            raise ValueError("the file has lost its line # Execution log")
        origin = "%s://%s" % (where.scheme, where.netloc.rpartition("@")[2])
        body = {"outcome": outcome, "python": "%d.%d.%d" % sys.version_info[:3],
                "implementation": sys.implementation.name, "bundle_sha256": bundle_sha256(text),
                "masked": masked,
                "differences": [{"part": name, "diff": shorten(diff)} for name, diff in diffs]}
        request = urllib.request.Request(
            "%s/api/v1/executions/%s/verdict" % (origin, urllib.parse.quote(found[1], safe="")),
            json.dumps(body).encode(), {
                "Content-Type": "application/json", "Accept": "application/json",
                "Authorization": "Bearer " + key})
        near = where.hostname in ("localhost", "::1") or where.hostname.startswith("127.")
        proxies = urllib.request.ProxyHandler({} if near else None)
        with urllib.request.build_opener(Stay, proxies).open(request, timeout=30) as answer:
            said = json.loads(answer.read(1 << 20) or b"{}")
        verdict = said.get("verdict") if isinstance(said, dict) else None
        print("Reported to %s: %s" % (make_safe(origin), make_safe(str(verdict or outcome))))
        return True
    except urllib.error.HTTPError as error:
        try:
            said = json.loads(error.read(1 << 20))
            why = ": ".join(str(said[name]) for name in ("title", "detail") if said.get(name))
        except (ValueError, AttributeError, OSError):
            why = ""
        why = "%d %s" % (error.code, why or error.reason)
    except (OSError, ValueError) as error:
        why = str(getattr(error, "reason", error))
    print("Not reported: " + make_safe(why[:2000]))
    return False

def bundle_sha256(text):
    """Of action, context and recording, as they stand in the file: an edit or a new version of them
    gives another; the comments above and the runtime below count for nothing."""
    import hashlib
    text = text.replace("\r\n", "\n")
    begin = re.search("^(?:r'{3}|r\"{3}|)#>>> action[a-z -]*\n", text, re.M).start()
    text = text[begin:text.rindex("\n#=== runtime ===\n") + 1]
    return hashlib.sha256(text.encode()).hexdigest()

def shorten(diff):
    data = diff.encode("utf-8", "replace")
    if len(data) <= DIFF_BYTES:
        return data.decode()
    note = "\n... cut here: %d bytes in all\n" % len(data)
    return data[:DIFF_BYTES - len(note)].decode("utf-8", "ignore") + note
''',
    "record": r'''# ---- recording: what only the recorder's own file has --------------------------------------------

LAUNCHER = ('f = open(__file__, encoding="utf-8"); text = f.read(); f.close(); exec(compile(text'
            '.split("\\n#=== runtime ===\\n")[-1].split("\\n#=== ")[0].strip("r\'\\n"), '
            '"<replay>", "exec"), {"__name__": "<replay>", "__file__": __file__})\n')
CLOCK_CAP = 100000        # readings kept of one clock
HTTP_CAP = 8388608        # bytes kept of the answers to all calls

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
                data = "\n#<<< action\nCONTEXT = RECORDED = 0\n"
                whole = LAUNCHER + "#>>> action\n" + shown + data
                compile(whole, "bundle", "exec", dont_inherit=True)
            return "plain"
        except Exception:
            pass
    ends_early = lambda quote: quote in re.sub(r"(?s)\\.", "  ", code)
    return "json" if ends_early("'" * 3) and ends_early('"' * 3) else "quoted"

def write_in_turn(stream, other):
    """The recorder has a pipe for each stream. Where both end in one place, a stream waits until
    what the other one holds has been read: they come out there in the order of writing."""
    try:
        import fcntl, termios
    except ImportError:
        return
    write, unread, sleep = stream.write, bytearray(4), time.sleep

    def turn(text):
        try:
            for _ in range(1000):    # not for ever: the recorder may be gone
                fcntl.ioctl(other, termios.FIONREAD, unread)
                if not any(unread):
                    break
                sleep(0.0005)
        except OSError:
            pass
        return write(text)

    stream.write = Function(turn, write)

class Recording:
    """Adds to outcome what a replay of the code needs. frozen: what the recorder has decided."""
    def __init__(self, code, frozen, outcome, sink):
        self.sink, self.frozen, self.tapes, self.quiet = sink, frozen, {}, threading.local()
        given = {"entropy": os.urandom(32).hex(), "env": {}, "tz": os.environ.get("TZ") or "UTC",
                 "stdin": "", **frozen}
        frozen.update(given)
        if os.environ.get("PYTHONHASHSEED", "").isdigit():
            frozen["hash_seed"] = int(os.environ["PYTHONHASHSEED"])
        import _socket
        frozen["pid"], frozen["host"] = os.getpid(), _socket.gethostname()
        self.shift = frozen.pop("at_ns", time.time_ns()) - time.time_ns()
        self.calls = None
        if "http" in frozen:
            load("http")
            self.calls = HttpCalls(self)
        outcome.update(layout=choose_layout(code), frozen=frozen)
        sink.note(dumps(outcome) + "\n")    # and every clock reading: they survive a kill

    def begin(self, network):
        freeze_clock(self.clock)
        if self.calls:
            put_between(network, self.calls)

    def clock(self, name, real):
        shift = self.shift if name == "wall" else 0
        tape = self.tapes[name] = [real() + shift]
        self.sink.note("%s %d\n" % (name, tape[0]))

        def reading():
            value = real() + shift
            if len(tape) <= CLOCK_CAP and not getattr(self.quiet, "on", False):
                tape.append(value)
                self.sink.note("%s %d\n" % (name, value))
            return value
        return reading

    def finish(self):
        self.frozen["clock"] = {name: tape[:1] + [b - a for a, b in zip(tape, tape[1:])]
                                for name, tape in self.tapes.items()}
        if self.calls:
            self.frozen["http"] = self.calls.finish()

class HttpCalls:
    """The tape while it is recorded: as Tape, but everything goes through to the network."""
    def __init__(self, recording):
        self.recording, self.lock = recording, threading.Lock()
        self.calls, self.open, self.opened, self.left = [], {}, {}, HTTP_CAP

    def add(self, call):
        with self.lock:
            self.calls.append(call)
            number = len(self.calls) - 1
        self.note(number)
        return number

    def note(self, number):
        self.recording.sink.note("http %d %s\n" % (number, dumps(self.calls[number])))

    def connect(self, _connection, origin, really):
        with self.lock:
            self.opened[origin] = count = self.opened.get(origin, 0) + 1
        self.recording.quiet.on = True    # what connecting asks of a clock is not asked in a replay
        try:
            really()
        except Exception as error:
            found = error
            while not isinstance(found, OSError) and (found.__cause__ or found.__context__):
                found = found.__cause__ or found.__context__
            self.add({"method": "CONNECT", "url": origin, "nth": count,
                      "error": from_error(found)})
            raise
        finally:
            self.recording.quiet.on = False

    def answer(self, call, sock):
        number = self.add(call)
        self.open[number] = heard = Heard(self, number, sock.makefile("rb", 0))
        return heard

    def finish(self):
        for heard in list(self.open.values()):
            heard.end()
        return self.calls

class Heard(io.RawIOBase):
    """An answer as it is read, and kept."""
    def __init__(self, calls, number, raw):
        self.calls, self.number, self.raw = calls, number, raw
        self.call, self.wire, self.ended = calls.calls[number], bytearray(), False
    def readable(self):
        return True
    def readinto(self, buffer):
        try:
            size = self.raw.readinto(buffer)
        except Exception as error:
            self.call.setdefault("error", from_error(error))
            raise
        with self.calls.lock:
            kept = min(size or 0, self.calls.left)
            self.calls.left -= kept
        self.wire += memoryview(buffer)[:kept]
        if kept < (size or 0):
            self.call["cut"] = True
        self.ended = self.ended or size == 0
        return size
    def fileno(self):
        return self.raw.fileno()
    def close(self):
        if not self.closed:
            self.ended = True
            self.end()
            self.raw.close()
        super().close()
    def end(self):
        if self.calls.open.pop(self.number, None) and (self.wire or self.ended):
            self.call.update(from_wire(bytes(self.wire)))
            self.calls.note(self.number)

def from_wire(data):
    """-> status, headers and body, without what lets somebody in"""
    call = {}
    while True:
        found = re.match(rb"HTTP/(\d\.\d) (\d{3})(?: ([^\r\n]*))?\r?\n((?:[^\r\n].*\n)*)\r?\n",
                         data)
        if not found:
            break
        data, status = data[found.end():], int(found[2])
        if status == 100:
            continue    # 100 Continue: the answer comes behind it
        call = {"http": found[1].decode(), "status": status,
                "reason": (found[3] or b"").decode("latin-1"), "headers": []}
        for line in re.split(r"\r?\n(?![ \t])", found[4].decode("latin-1"))[:-1]:
            name, _, value = line.partition(":")
            if not SECRET.search(name) or name.lower() == "www-authenticate":
                call["headers"].append([name, public_url(value.strip())])
        break
    try:
        return {**call, "body": data.decode()}
    except UnicodeDecodeError:
        import base64
        return {**call, "body_base64": base64.b64encode(data).decode()}

def from_error(error):
    kind = type(error)
    args = [arg if isinstance(arg, (int, str)) else str(arg) for arg in error.args]
    return {"type": "%s.%s" % (kind.__module__, kind.__qualname__), "args": args}
''',
})

if __name__ == "__main__":
    sys.exit(main())

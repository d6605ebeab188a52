// Generated from replay.py by write-replay-text.mjs.
export const replayText = `"""Runs the action of a Runlens bundle and gives the output that was recorded.

Python 3.8 or newer, standard library only. The file that carries this text also carries the action,
its context and its recording. The recording was made by this same text (--record), so that a
recording and its replay cannot drift apart.

  python3 FILE                  run as recorded: same clock, randomness, hash order, environment
                                and stdin
  python3 FILE --verify         run and compare with the recording; exits with
                                0 same, 1 different, 2 no recording
  python3 FILE --context OTHER  run with the JSON of another file as the context
  python3 FILE --recorded       print the recorded output, run nothing
  python3 FILE --live           nothing frozen: real clock, randomness, environment and stdin
  python3 FILE --full-traceback keep the frames of the standard library and of packages
  python3 FILE --debug          real file name and lines, so that breakpoints bind

An action finds the globals context, ValidationError, ValidationWarning and mutations (a list to
append to), and may set result. ValidationError blocks; ValidationWarning warns and exits 0.
"""
import os
import sys

# A json.py or random.py beside the download must not shadow the standard library.
_here = os.path.dirname(os.path.abspath(__file__))
sys.path[:] = [p for p in sys.path if os.path.abspath(p or ".") != _here]

import atexit, base64, builtins, gc, itertools, json, linecache, re
import threading, time, traceback, types, warnings

ACTION = "<action>"
LAUNCHER = ('exec(compile(open(__file__, encoding="utf-8").read()'
            '.rpartition("\\\\n#=== runtime ===\\\\n")[2], "<replay>", "exec"), '
            '{"__name__": "<replay>", "__file__": __file__})\\n')
CLOCK_CAP = 100000        # readings kept of one clock
PAST_TAPE_NS = 1000000    # added a reading past the end of a tape: a waiting loop still ends
NOT_RECORDED = "not recorded: nothing to compare with"
open_file, write_fd, fstat, dumps = open, os.write, os.fstat, json.dumps    # it may replace them

class ValidationError(Exception):
    __module__ = "__main__"

class ValidationWarning(Exception):
    __module__ = "__main__"

# ---- the file: action, context, recording --------------------------------------------------------

def read_bundle(file):
    """-> code, lines of the file above it, JSON text of the context, JSON text of the recording"""
    with open_file(file, encoding="utf-8") as f:
        body = f.read().rpartition("\\n#=== runtime ===\\n")[0] + "\\n"
    # The last of each counts: JSON cannot hold these lines, the code can.
    body, _, recorded = body.rpartition('\\nRECORDED = r"""\\n')
    body, _, context = body.rpartition('\\nCONTEXT = r"""\\n')
    begin = re.search("^(?:r'{3}|r\\"{3}|)#>>> action([a-z -]*)\\n", body, re.M)
    end = max(body.rfind("\\n" + quote + "#<<< action\\n") for quote in ("", "'" * 3, '"' * 3))
    if not begin or end < begin.end() - 1 or not ('"' * 3 in context and '"' * 3 in recorded):
        sys.exit("This file has lost a line that marks its parts "
                 "(#>>> action, #<<< action, CONTEXT, RECORDED).")
    flags, code = begin.group(1).split(), body[begin.end():end + 1]
    if "json" in flags:
        code = "".join(json.loads(line[3:]) for line in code.split("\\n") if line.startswith("#| "))
    elif "no-eol" in flags:
        code = code[:-1]
    if "future" in flags:
        code = re.sub(r"^#~ (?=[ \\t]*from[ \\t]+__future__[ \\t])", "", code, flags=re.M)
    context, recorded = (text[:text.rindex('"' * 3)] for text in (context, recorded))
    return code, body.count("\\n", 0, begin.end()), context, recorded

def choose_layout(code):
    """plain only when Python really compiles the text below the launcher without a word"""
    if "\\0" in code or code.endswith("\\r") or re.search("[\\ud800-\\udfff]", code):
        return "json"
    # Python takes \`from __future__\` only at the top, where the launcher stands: shown as a comment.
    shown = re.sub(r"(^|\\r\\n|\\n|\\r)(?=[ \\t]*from[ \\t]+__future__[ \\t])", r"\\1#~ ", code)
    if shown == code or not re.search(r"(^|\\n|\\r)#~ [ \\t]*from[ \\t]+__future__[ \\t]", code):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                data = "\\n#<<< action\\nCONTEXT = RECORDED = 0\\n"
                whole = LAUNCHER + "#>>> action\\n" + shown + data
                compile(whole, "bundle", "exec", dont_inherit=True)
            return "plain"
        except Exception:
            pass
    ends_early = lambda quote: quote in re.sub(r"(?s)\\\\.", "  ", code)
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
    token, at, key = re.compile(r'[ \\t\\n\\r,:]*([][{}"]|[^][{}",:\\s]+)'), 0, None
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
    """Stands in for a built-in function. No __get__: in a class it must not become a method."""
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
    """tapes: {clock: [start, delta, ...]} in ns to replay; None records into kept and by note()"""
    read = {}
    for name, function in (("wall", "time"), ("monotonic", "monotonic"), ("perf", "perf_counter"),
                           ("cpu", "process_time"), ("thread", "thread_time")):
        real = getattr(time, function + "_ns", time.monotonic_ns)
        if tapes is None:
            shift = shift_ns if name == "wall" else 0
            tape = kept[name] = [real() + shift]
            note("%s %d\\n" % (name, tape[0]))

            def reading(name=name, real=real, shift=shift, tape=tape):
                value = real() + shift
                if len(tape) <= CLOCK_CAP:
                    tape.append(value)
                    note("%s %d\\n" % (name, value))
                return value
        else:
            values = list(itertools.accumulate(tapes.get(name) or [real()]))
            after = itertools.count(values[-1] + PAST_TAPE_NS, PAST_TAPE_NS)
            reading = itertools.chain(values[1:], after).__next__
        read[name] = reading
        replace(time, **{function: lambda reading=reading: reading() / 1e9,
                         function + "_ns": reading})
    ids = {getattr(time, "CLOCK_" + constant, None): read[name] for constant, name in (
        ("REALTIME", "wall"), ("MONOTONIC", "monotonic"),
        ("PROCESS_CPUTIME_ID", "cpu"), ("THREAD_CPUTIME_ID", "thread"))}
    wall, local, utc, as_text, formatted = (
        read["wall"], time.localtime, time.gmtime, time.asctime, time.strftime)
    gettime, gettime_ns = (
        getattr(time, name, None) for name in ("clock_gettime", "clock_gettime_ns"))
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
        return cls.fromtimestamp(whole, tz).replace(microsecond=ns // 1000)

    def utcnow(cls):
        if sys.version_info >= (3, 12):
            warnings.warn("datetime.datetime.utcnow() is deprecated and scheduled for removal in a "
                          "future version. Use timezone-aware objects to represent datetimes in "
                          "UTC: datetime.datetime.now(datetime.UTC).",
                          DeprecationWarning, stacklevel=2)
        return now(cls, datetime.timezone.utc).replace(tzinfo=None)

    # datetime reads the clock in C and is immutable: only a change of its method table keeps its
    # identity.
    methods = gc.get_referents(datetime.datetime.__dict__)[0]
    methods["now"], methods["utcnow"] = classmethod(now), classmethod(utcnow)
    sys._clear_type_cache()

def freeze_entropy(seed):
    import hashlib, random, uuid
    calls, seed_with = itertools.count(), random.Random.seed

    def urandom(size):
        if size < 0:
            raise ValueError("negative argument not allowed")
        text = b"%s %d " % (seed.encode(), next(calls))
        blocks = (hashlib.sha256(text + b"%d" % i).digest() for i in range(-(-size // 32)))
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
        kept = {name: os.environ[name] for name in ("SYSTEMROOT", "COMSPEC")
                if os.name == "nt" and name in os.environ}
        os.environ.clear()
        os.environ.update({**kept, "COLUMNS": "80", "LINES": "24", **frozen["env"]})
    if "tz" in frozen:
        os.environ["TZ"] = frozen["tz"]
        getattr(time, "tzset", lambda: None)()
    os.environ.pop("_REPLAY", None)

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

def set_streams(frozen, keep_stdin, record):
    lines = bool(frozen.get("lines"))
    try:
        lines = lines or os.path.samestat(os.fstat(1), os.fstat(2))    # 2>&1, terminals: in order
    except OSError:
        pass
    for stream, errors, by_line in (
            (sys.stdout, "strict", lines), (sys.stderr, "backslashreplace", True)):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(
                encoding="utf-8", errors=errors, newline="\\n", line_buffering=by_line)
    if lines and record:
        write_in_turn(sys.stdout, 2)
        write_in_turn(sys.stderr, 1)
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

# ---- tracebacks: the action's own frames, the same text on every machine -------------------------

def set_traceback_text(everything, file):
    """Patched at its root, so that format_exc and logging.exception in the action agree."""
    make = traceback.TracebackException.__init__
    extract, walk = traceback.extract_tb, traceback.walk_stack

    def is_own(name):
        return name == file or name[:1] == "<" and not name.startswith("<frozen ")

    def own_frames(stack, limit):
        kept = [f for f in stack if f.filename != "<replay>" and (everything or is_own(f.filename))]
        for i, f in enumerate(kept):
            if not everything:    # made anew without columns: no carets
                kept[i] = traceback.FrameSummary(
                    f.filename, f.lineno, f.name, lookup_line=False, line=f.line or "")
                kept[i].locals = f.locals
        if limit is not None:
            kept = kept[:limit] if limit >= 0 else kept[limit:]
        return traceback.StackSummary.from_list(kept)

    def init(self, kind, value, tb, *, limit=None, **kwargs):
        if isinstance(value, SyntaxError) and value.text is None and value.filename == ACTION \\
                and value.lineno:
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
            text = kind.__name__ + "\\n"
        if sys.stderr is not None:
            sys.stderr.write(before + text)
            sys.stderr.flush()

    def in_thread(args):
        if args.exc_type is not SystemExit:
            name = args.thread.name if args.thread else threading.get_ident()
            before = "Exception in thread %s:\\n" % name
            show(args.exc_type, args.exc_value, args.exc_traceback, before)

    def unraisable(args):
        what = "" if args.object is None else ": %r" % (args.object,)
        before = (args.err_msg or "Exception ignored in") + what + "\\n"
        show(args.exc_type, args.exc_value, args.exc_traceback, before)

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
    if module not in ("builtins", "__main__"):
        name = "%s.%s" % (module, name)
    return "%s: %s" % (name, text) if text else name

# ---- running -------------------------------------------------------------------------------------

class OutcomeFile:
    """First the frozen values and every clock reading, so that they survive a kill; at the end one
    JSON object. Neither a full disk nor an action that closes every file may make the action fail.
    """
    def __init__(self, path):
        self.pid, self.fd, self.file = os.getpid(), -1, None
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
            return os.getpid() == self.pid and os.path.samestat(fstat(self.fd), self.file)
        except OSError:
            return False
    def note(self, text):
        data = text.encode()
        try:
            while data and self.is_open():
                data = data[write_fd(self.fd, data):]
        except OSError:
            pass
    def finish(self, outcome):
        try:
            if self.is_open():
                os.lseek(self.fd, 0, os.SEEK_SET)
                os.ftruncate(self.fd, 0)
                self.note(dumps(outcome))
        except OSError:
            pass

def run(file, options, code, line, context, recorded, debug):
    clock, record = time.perf_counter_ns, options["--record"]
    frozen = {} if options["--live"] else dict(recorded.get("frozen") or {})
    outcome = {"outcome": "ok", "validation_message": None, "exit_code": 0,
               "python": "%d.%d.%d" % sys.version_info[:3]}
    tapes, shift, kept = frozen.pop("clock", None), 0, {}
    if record:
        frozen = {"entropy": os.urandom(32).hex(), "env": {}, "tz": os.environ.get("TZ") or "UTC",
                  "stdin": "", **frozen}
        if os.environ.get("PYTHONHASHSEED", "").isdigit():
            frozen["hash_seed"] = int(os.environ["PYTHONHASHSEED"])
        outcome["layout"], tapes = choose_layout(code), None
        shift = frozen.pop("at_ns", time.time_ns()) - time.time_ns()
    sink = OutcomeFile(options["--outcome"]) if options["--outcome"] else None
    if record:
        sink.note(dumps({**outcome, "frozen": frozen}) + "\\n")

    module, mutations = types.ModuleType("__main__"), []
    module.__dict__.update(
        __file__=file if debug else ACTION, __builtins__=builtins, context=context,
        mutations=mutations, ValidationError=ValidationError, ValidationWarning=ValidationWarning)
    code = code.replace("\\r\\n", "\\n").replace("\\r", "\\n")
    linecache.cache[ACTION] = (len(code), None, [text + "\\n" for text in code.split("\\n")], ACTION)
    show = set_traceback_text(options["--full-traceback"], file)
    if not debug and not options["--live"]:
        set_environment(frozen)
    set_streams(frozen, debug or options["--live"], record)
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
                outcome[name] = [] if name == "mutations" else None
                outcome[name + "_error"] = error_text(error)
        if kept:
            frozen["clock"] = {name: tape[:1] + [b - a for a, b in zip(tape, tape[1:])]
                               for name, tape in kept.items()}
        sink.finish({**outcome, "frozen": frozen})

    if sink:
        atexit.register(save)    # first in, last out: after the action's threads and exit functions
    if record or tapes is not None:
        freeze_clock(tapes, kept, shift, sink.note if sink else None)
    sys.argv, sys.modules["__main__"] = ["action.py"], module
    compiled, exit_with, depth, frame = None, 0, 0, sys._getframe()
    while frame:
        depth, frame = depth + 1, frame.f_back
    sys.setrecursionlimit(1000 + depth)
    started = clock()
    try:
        if "\\0" in code:    # its wording differs between patch releases of one minor version
            raise SyntaxError("source code string cannot contain null bytes")
        text, name = ("\\n" * line + code, file) if debug else (code, ACTION)
        # The order of a set of constants depends on whether its strings were known before, as those
        # of a plain file are. So they always are: another compilation holds them.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            known = compile(text, name, "exec", dont_inherit=True)
        compiled = compile(text, name, "exec", dont_inherit=True)
        # Garbage is collected at the same places as in the recording, whatever the runtime made.
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
            show(type(again), again, again.__traceback__, "Error in sys.excepthook:\\n")
            show(type(error), error, tb, "\\nOriginal exception was:\\n")
    if isinstance(exit_with, int):
        outcome["exit_code"] = exit_with & 255
    else:
        outcome["exit_code"] = 0 if exit_with is None else 1
    return exit_with

# ---- starting, comparing -------------------------------------------------------------------------

def start(file, argv, frozen, record, timeout, **streams):
    """Hash order is fixed before Python starts, so the file starts itself again. -> exit status"""
    env = {name: value for name, value in os.environ.items()
           if not name.startswith("PYTHON") or name in ("PYTHONHOME", "PYTHONPATH")}
    seed = frozen.get("hash_seed")
    if seed is None and record:
        seed = 1 + int.from_bytes(os.urandom(4), "big") % (2**32 - 1)
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
    # What would control the reader's terminal, or turn or hide text on it.
    unsafe = ("[^\\n\\t -~\\xa0-\\uffff\\U00010000-\\U0010ffff]"
              "|[\\u200b-\\u200f\\u2028-\\u202e\\u2066-\\u2069]")
    escape = lambda found: found.group().encode("unicode_escape").decode()

    def lines(data):
        text = re.sub(unsafe, escape, data.decode("utf-8", "backslashreplace"))
        return [line + "\\n" for line in text.split("\\n")]

    a, b = lines(before), lines(after)
    if len(a) + len(b) > 5000:    # difflib takes minutes on long texts: from there on
        first = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
        print("%s: first difference in line %d" % (name, first + 1))
        a, b = a[first:first + 20], b[first:first + 20]
    print("".join(difflib.unified_diff(a, b, name + " recorded", name + " now")), end="")

def run_again(file, recorded, frozen, timeout):
    """-> what comes out now, as in a recording; stdout and stderr as bytes"""
    import subprocess, tempfile
    now = {"outcome": "exit", "validation_message": None, "result": None, "mutations": []}
    with tempfile.TemporaryDirectory() as folder:
        out, err, path = (os.path.join(folder, name) for name in ("out", "err", "outcome"))
        with open_file(out, "wb") as o, open_file(err, "wb") as e:
            code = start(file, ["--outcome", path], frozen, False, timeout,
                         stdin=subprocess.DEVNULL, stdout=o, stderr=e)
        code = 128 - code if code < 0 else code
        if timeout and code == 137:
            now.update(outcome="timeout", validation_message=recorded.get("validation_message"))
        elif os.path.exists(path) and os.path.getsize(path):
            with open_file(path, encoding="utf-8") as f:
                now = json.load(f)
        elif code > 128:
            now["outcome"] = "killed"
        with open_file(out, "rb") as o, open_file(err, "rb") as e:
            return {**now, "exit_code": code, "stdout": o.read(), "stderr": e.read()}

def verify(file, recorded, frozen, timeout):
    now, different, masked = run_again(file, recorded, frozen, timeout), [], False
    addresses = lambda data: re.sub(rb"\\b0x[0-9a-fA-F]{4,}", b"0x...", data)
    for name in ("stdout", "stderr", "exit_code", "outcome", "validation_message", "result",
                 "mutations"):
        if name.startswith("std"):
            before, after = recorded_bytes(recorded, name), now[name]
            if before is not None and is_whole(recorded, name, before, after):
                continue
            if timeout and before is not None \\
                    and (before.startswith(after) or after.startswith(before)):
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
            (", ".join(different), recorded.get("python", "of an unknown version"))
            + sys.version_info[:3]))
        return 1
    print("SAME (memory addresses apart)" if masked else "SAME as recorded")
    return 0

def is_whole(recorded, name, before, after):
    """Of a long stream the recording keeps the beginning, and of the whole the length and hash."""
    import hashlib
    return (after.startswith(before) and recorded.get(name + "_bytes") == len(after)
            and recorded.get(name + "_sha256") == hashlib.sha256(after).hexdigest())

def main(file, argv):
    file, given = os.path.abspath(file), iter(argv)
    options = dict.fromkeys(("--verify", "--recorded", "--live", "--full-traceback", "--debug",
                             "--help", "--context", "--record", "--outcome"))
    for name in given:
        if name not in options:
            sys.exit("unknown option %s, see --help" % name)
        options[name] = next(given, None) if name in ("--context", "--outcome") else True
        if not options[name]:
            sys.exit("%s needs the name of a file" % name)
    if options["--record"] and not options["--outcome"]:
        sys.exit("--record needs --outcome FILE")
    if options["--help"]:
        print(__doc__, end="")
        return 0
    code, line, context, recorded = read_bundle(file)
    recorded = parse_json(recorded)
    recorded = recorded if isinstance(recorded, dict) else {}
    frozen = recorded.get("frozen") or {}
    timeout = frozen.get("timeout") if recorded.get("outcome") == "timeout" else None
    if options["--verify"] or options["--recorded"]:
        if not any(recorded.get(name) is not None
                   for name in ("stdout", "stdout_base64", "stderr", "exit_code")):
            sys.stderr.write(NOT_RECORDED + "\\n")
            return 2
        if options["--verify"]:
            return verify(file, recorded, frozen, timeout)
        sys.stdout.buffer.write(recorded_bytes(recorded, "stdout") or b"")
        sys.stderr.buffer.write(recorded_bytes(recorded, "stderr") or b"")
        return recorded.get("exit_code") or 0
    debug = (options["--debug"] or sys.gettrace() is not None
             or "debugpy" in sys.modules or "pydevd" in sys.modules)
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
        sys.stderr.write("The context cannot be read: %s\\n" % error)
        return 2
    return run(file, options, code, line, context, recorded, debug)

if __name__ == "<replay>":
    sys.exit(main(__file__, sys.argv[1:]))
`;

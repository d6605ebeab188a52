// Generated from replay.py, options.py, deep.py, run.py, freeze.py, watch.py, failure.py, network.py, http.py, outcome.py, verify.py by write-replay-text.mjs.
export const replayText = `r'''
"""Runs the action of a Runlens bundle and gives the output that was recorded.

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
    found = runtime.partition("\\n#=== %s ===\\n" % part)[2].split("'" * 3)
    if len(found) < 3:
        sys.exit("This file has no part %s." % part)
    exec(compile(found[1], "<replay>", "exec"), globals())

# ---- the file: action, context, recording --------------------------------------------------------

def read_bundle(file):
    """-> code, lines of the file above it, JSON text of the context, JSON text of the recording"""
    global runtime
    with open_file(file, encoding="utf-8") as f:
        body, _, runtime = f.read().rpartition("\\n#=== runtime ===\\n")
    body += "\\n"
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
        sys.stderr.write("The context cannot be read: %s\\n" % error)
        return 2
    return run(file, options, code, line, context, recorded)

if __name__ == "<replay>":
    sys.exit(main(__file__, sys.argv[1:]))
'''
#=== options ===
r'''
# ---- what the file is called with ----------------------------------------------------------------

HELP = """\\
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
'''
#=== deep ===
r'''
# ---- a context that is deeper than json.loads goes ----------------------------------------------

def parse_deep_json(text):
    token, at, key = re.compile(r'[ \\t\\n\\r]*([,:]?)[ \\t\\n\\r]*([][{}"]|[^][{}",:\\s]+)'), 0, None
    top = here = []
    above = []
    for found in iter(lambda: token.match(text, at), None):
        (sign, mark), at = found.groups(), found.end()
        ends, is_object = mark in "]}", isinstance(here, dict)
        if sign != (":" if key is not None else "," if here and not ends else "") \\
                or ends and (not above or key is not None or is_object != (mark == "}")) \\
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
'''
#=== run ===
r'''
import atexit, gc, io, itertools, linecache, threading, time, traceback, types, warnings

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
    code = code.replace("\\r\\n", "\\n").replace("\\r", "\\n")
    linecache.cache[ACTION] = (len(code), None, [text + "\\n" for text in code.split("\\n")], ACTION)
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
        if "\\0" in code:    # its wording differs between patch releases of one minor version
            raise SyntaxError("source code string cannot contain null bytes")
        text, name = ("\\n" * line + code, file) if debug else (code, ACTION)
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
                encoding="utf-8", errors=errors, newline="\\n", line_buffering=by_line)
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
'''
#=== watch ===
r'''
# ---- a process beside this one: to compare what it prints, or to end it in time ------------------

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
'''
#=== failure ===
r'''
# ---- what is said of an error --------------------------------------------------------------------

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
        if isinstance(value, SyntaxError) and value.text is None and value.filename == ACTION \\
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
            text = kind.__name__ + "\\n"
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
            before = "Exception in thread %s:\\n" % name
            self.show(args.exc_type, args.exc_value, args.exc_traceback, before)

    def unraisable(self, args):
        what = "" if args.object is None else ": %r" % (args.object,)
        before = (args.err_msg or "Exception ignored in") + what + "\\n"
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
            before = "Error in sys.excepthook:\\n"
            self.show(type(again), again, again.__traceback__, before)
            self.show(kind, error, tb, "\\nOriginal exception was:\\n")
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
'''
#=== network ===
r'''
# ---- which connections an action may make --------------------------------------------------------

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
        if address[0] not in ("", "localhost", "0.0.0.0", "::", "::1") \\
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
'''
#=== http ===
r'''
# ---- HTTP: calls are answered from the tape ------------------------------------------------------

SECRET = re.compile(r"(?i)key|token|secret|sig\\b|sign|pass|pwd|auth|cred|session|cookie|jwt|"
                    r"access(?!-control)|sas\\b|otp\\b|[?&;#]code=")

def public_url(text):
    """Without user name and password, and without the values of parameters that look secret."""
    from urllib.parse import unquote_plus
    text = re.sub(r"://[^/?#\\s]*@", "://", text)
    hide = lambda found: found[1] + ("***" if SECRET.search(unquote_plus(found[1])) else found[2])
    return re.sub(r"([?&;#][^=&;#?\\s]+=)([^&;#\\s>\\"']*)", hide, text)

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
        head, _, body = bytes(self.asked).partition(b"\\r\\n\\r\\n")
        self.asked.clear()
        lines = head.decode("latin-1").split("\\r\\n")
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
    return "\\r\\n".join(lines + ["", ""]).encode("latin-1") + body

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
'''
#=== outcome ===
r'''
# ---- what comes out, for whoever started this file -----------------------------------------------

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
'''
#=== verify ===
r'''
# ---- comparing with the recording ----------------------------------------------------------------

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
    addresses = lambda data: re.sub(rb"\\b0x[0-9a-fA-F]{4,}", b"0x...", data)
    for name in PARTS:
        a, b = part_bytes(before, name), part_bytes(after, name) or b"null"
        if name.startswith("std"):
            b = after[name]
            if a is None or is_whole(before, name, a, b) \\
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
        return re.findall(rb'^  File ".*", line \\d+(?:, in .*)?$|^Traceback .*$', text, re.M)

    def kind(output):
        return output.get("outcome"), (output.get("validation_message") or "").partition(":")[0]

    return (names <= {"stderr", "validation_message"} and places(recorded) == places(now)
            and all(part_bytes(recorded, name) is not None for name in PARTS)
            and ("validation_message" not in names
                 or kind(recorded)[0] == "error" and kind(recorded) == kind(now)))

def make_safe(text, keep=""):
    """Without what would control the reader's terminal, or turn or hide text on it."""
    unsafe = ("[^%s\\t -~\\xa0-\\uffff\\U00010000-\\U0010ffff]"
              "|[\\u200b-\\u200f\\u2028-\\u202e\\u2066-\\u2069]" % keep)
    return re.sub(unsafe, lambda found: found.group().encode("unicode_escape").decode(), text)

def diff_text(name, before, after, names):
    import difflib

    def lines(data):
        text = make_safe(data.decode("utf-8", "backslashreplace"), keep="\\n")
        return [line + "\\n" for line in text.split("\\n")]

    name, head, a, b = name.replace("_", " "), "", lines(before), lines(after)
    if len(a) + len(b) > 5000:    # difflib takes minutes on long texts: from there on
        first = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
        head = "%s: first difference in line %d\\n" % (name, first + 1)
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
        sys.stderr.write(NOT_RECORDED + "\\n")
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
    found = re.search("^# Execution log: (.*?)\\r?$", re.split(r"\\n(?:exec|f = open)\\(", text)[0],
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
    text = text.replace("\\r\\n", "\\n")
    begin = re.search("^(?:r'{3}|r\\"{3}|)#>>> action[a-z -]*\\n", text, re.M).start()
    text = text[begin:text.rindex("\\n#=== runtime ===\\n") + 1]
    return hashlib.sha256(text.encode()).hexdigest()

def shorten(diff):
    data = diff.encode("utf-8", "replace")
    if len(data) <= DIFF_BYTES:
        return data.decode()
    note = "\\n... cut here: %d bytes in all\\n" % len(data)
    return data[:DIFF_BYTES - len(note)].decode("utf-8", "ignore") + note
'''
`;

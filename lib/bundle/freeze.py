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

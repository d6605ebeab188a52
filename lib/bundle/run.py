import atexit, gc, io, itertools, linecache, threading, time, traceback, types, warnings

ACTION = "<action>"
# An action may replace these too.
write_fd, fstat, getpid, dumps = os.write, os.fstat, os.getpid, json.dumps

class ValidationError(Exception):
    __module__ = "__main__"

class ValidationWarning(Exception):
    __module__ = "__main__"

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
        if isinstance(value, SyntaxError) and value.text is None and value.filename == ACTION \
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
            text = kind.__name__ + "\n"
        if sys.stderr is not None:
            sys.stderr.write(before + text)
            sys.stderr.flush()

    def in_thread(args):
        if args.exc_type is not SystemExit:
            name = args.thread.name if args.thread else threading.get_ident()
            before = "Exception in thread %s:\n" % name
            show(args.exc_type, args.exc_value, args.exc_traceback, before)

    def unraisable(args):
        what = "" if args.object is None else ": %r" % (args.object,)
        before = (args.err_msg or "Exception ignored in") + what + "\n"
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

def run(file, options, code, line, context, recorded, debug):
    clock, live = time.perf_counter_ns, options["--live"]
    frozen = {} if live else dict(recorded.get("frozen") or {})
    outcome = {"outcome": "ok", "validation_message": None, "exit_code": 0,
               "python": "%d.%d.%d" % sys.version_info[:3]}
    sink = OutcomeFile(options["--outcome"]) if options["--outcome"] else None
    recording = None
    if options["--record"]:
        load("record")
        recording = Recording(code, frozen, outcome, sink)
    tapes, calls = frozen.pop("clock", None), frozen.pop("http", None)
    network = None if live else LateNetwork(shut=recording is None)

    module, mutations = types.ModuleType("__main__"), []
    module.__dict__.update(
        __file__=file if debug else ACTION, __builtins__=builtins, context=context,
        mutations=mutations, ValidationError=ValidationError, ValidationWarning=ValidationWarning)
    code = code.replace("\r\n", "\n").replace("\r", "\n")
    linecache.cache[ACTION] = (len(code), None, [text + "\n" for text in code.split("\n")], ACTION)
    show = set_traceback_text(options["--full-traceback"], file)
    if not debug and not live:
        set_environment(frozen)
    if isinstance(frozen.get("pid"), int) and not recording:
        freeze_place(frozen["pid"], str(frozen.get("host")))
    set_streams(frozen, debug or live, recording and write_in_turn)
    if "entropy" in frozen:
        freeze_entropy(frozen["entropy"])
    duration_ns = 0

    def save():
        outcome["duration_ms"] = duration_ns / 1e6
        if network and network.made and network.made.missing:
            outcome["needs_network"] = network.made.missing
        sink.save(outcome, module.__dict__, mutations, recording)

    if sink:
        atexit.register(save)    # first in, last out: after the action's threads and exit functions
    if recording:
        recording.begin(network)
    elif tapes is not None:
        freeze_clock(lambda *clock: taped_clock(tapes, *clock))
    if isinstance(calls, list) and not recording:
        load("http")
        put_between(network.get(), Tape(network.get(), calls, "timeout" in frozen))
    sys.argv, sys.modules["__main__"] = ["action.py"], module
    getattr(sys, "orig_argv", [])[1:] = sys.argv
    compiled, exit_with, depth, frame = None, 0, 0, sys._getframe()
    while frame:
        depth, frame = depth + 1, frame.f_back
    sys.setrecursionlimit(1001 + depth)
    started = clock()
    try:
        if "\0" in code:    # its wording differs between patch releases of one minor version
            raise SyntaxError("source code string cannot contain null bytes")
        text, name = ("\n" * line + code, file) if debug else (code, ACTION)
        # The order of a set of constants depends on whether its strings were known before, as those
        # of a plain file are. So they always are: another compilation holds them.
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
    is_number = isinstance(exit_with, int)
    outcome["exit_code"] = exit_with & 255 if is_number else int(exit_with is not None)
    return exit_with

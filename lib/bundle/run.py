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

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

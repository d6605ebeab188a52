# ---- recording: what only the recorder's own file has --------------------------------------------

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

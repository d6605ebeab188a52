# ---- HTTP: calls are answered from the tape ------------------------------------------------------

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

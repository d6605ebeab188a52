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

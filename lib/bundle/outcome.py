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

"""What a spool knows besides its recordings, in files beside them."""
import contextlib
import json
import os
import pathlib
import time
import typing

from .limits import LOCK_SECONDS, PAUSE_SECONDS
from .saying import _say
from .values import _now

try:
    import fcntl
except ImportError:    # Windows
    fcntl = None    # type: ignore[assignment]


class _SpoolState:
    """What happened, and who is at it. Several processes and threads may use the same folder."""
    COUNTS = ("lost", "refused", "lost told", "refused told", "lost_entries", "lost_entries told")
    TOLD = ("lost", "refused", "lost_entries")
    has_locks = fcntl is not None
    lock_files: typing.Set[typing.Any] = set()
    folder: str

    # -- what happened

    def counts(self):
        try:
            with open(os.path.join(self.folder, "counts")) as f:
                return dict(zip(self.COUNTS, map(int, f.read().split())))
        except (OSError, ValueError):
            return {}

    def count(self, name, number=1):
        self.add_counts({name: number})

    def add_counts(self, numbers):
        """Written over in place, at a fixed width: it works on a full disk too. -> written"""
        try:
            os.makedirs(self.folder, mode=0o700, exist_ok=True)
            with self.lock("state.lock"):
                counts = {**dict.fromkeys(self.COUNTS, 0), **self.counts()}
                for name, number in numbers.items():
                    counts[name] = max(0, counts[name] + number)
                fd = os.open(os.path.join(self.folder, "counts"), os.O_WRONLY | os.O_CREAT, 0o600)
                try:
                    line = " ".join("%020d" % counts[name] for name in self.COUNTS)
                    os.write(fd, line.encode() + b"\n")
                finally:
                    os.close(fd)
            return True
        except OSError as error:
            _say("the counter cannot be written: %s" % error)
            return False

    def untold(self):
        """Of what could not be sent: how many no execution that arrived has told of yet."""
        counts = self.counts()
        return {name: max(0, counts.get(name, 0) - counts.get(name + " told", 0))
                for name in self.TOLD}

    def told(self, numbers):
        if any(numbers.values()):
            self.add_counts({name + " told": number for name, number in numbers.items()})

    def note_problem(self, text):
        """Kept for status(); said once on a terminal, until it is over or another one."""
        path, before = os.path.join(self.folder, "problem"), self.problem()
        if text is None:
            if before:
                _remove(path)
            return
        _say(text, new=before is None or before.get("text") != text)
        if before is None or before.get("text") != text:
            with contextlib.suppress(OSError):
                with open(path, "w", encoding="utf-8") as f:
                    json.dump({"since": _now(), "text": text}, f)

    def problem(self):
        try:
            with open(os.path.join(self.folder, "problem"), encoding="utf-8") as f:
                found = json.load(f)
            return found if isinstance(found, dict) else None
        except (OSError, ValueError):
            return None

    # -- a server that does not answer, other processes

    def pause(self):
        with contextlib.suppress(OSError):
            pathlib.Path(self.folder, "paused").touch()

    def resume(self):
        _remove(os.path.join(self.folder, "paused"))

    def paused(self):
        try:
            age = time.time() - os.path.getmtime(os.path.join(self.folder, "paused"))
        except OSError:
            return False
        return 0 <= age < PAUSE_SECONDS

    @contextlib.contextmanager
    def lock(self, name, seconds=LOCK_SECONDS):
        """Between processes and threads. Gives False when another one holds it for longer.

        Without locks two may send the same file: the server sees the same id twice.
        """
        try:
            if fcntl is None:
                raise OSError("no locks")
            os.makedirs(self.folder, mode=0o700, exist_ok=True)
            handle = open(os.path.join(self.folder, name), "a")
        except OSError:
            yield True
            return
        until, held = time.monotonic() + seconds, False
        with handle:
            self.lock_files.add(handle)
            while True:
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    held = True
                    break
                except OSError:    # held by another, which may itself be stopped: not for ever
                    if time.monotonic() >= until:
                        break
                    time.sleep(0.01)
            try:
                yield held
            finally:
                self.lock_files.discard(handle)
                if held and not handle.closed:    # a process forked meanwhile has it open as well
                    with contextlib.suppress(OSError):
                        fcntl.flock(handle, fcntl.LOCK_UN)


def _remove(path):
    with contextlib.suppress(OSError):
        os.remove(path)

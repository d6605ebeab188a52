"""Recordings that wait on disk."""
import contextlib
import gzip
import json
import os
import tempfile
import time
import uuid
import zlib

from .limits import (
    BATCH_CHARACTERS, BATCH_FILES, GATHER_FILES, RUN_SECONDS, SPOOL_BYTES, SPOOL_FILES,
    STALE_SECONDS,
)
from .post import Away, Refused, _url, post
from .saying import _number, _say
from .segment import _InSegment
from .segments import _Segments
from .spool_state import _remove


class Spool(_Segments):
    """A folder of recordings that wait, one gzip file each, named by the time they were kept. Many
    are gathered in segments.

    rejected/ keeps what the server refused, with its reason; counts and problem what happened.
    """
    last_name = 0        # names of this process come in the order in which they were given

    def __init__(self, post_by=None):
        self.post = post_by or post
        self.away, self.shut_out = None, False    # of the last flush
        self.folder = os.environ.get("RUNLENS_SPOOL_DIR") or self.usual_folder()
        self.refused_folder = os.path.join(self.folder, "rejected")

    @staticmethod
    def usual_folder():
        """In the home folder, or where there is none to write in, among the temporary files."""
        base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
        usual = os.path.join(base, "runlens", "spool")
        if not hasattr(os, "getuid"):
            return usual
        with contextlib.suppress(OSError):
            os.makedirs(usual, mode=0o700, exist_ok=True)
            if os.access(usual, os.W_OK | os.X_OK):
                return usual
        other = os.path.join(tempfile.gettempdir(), "runlens-spool-%d" % os.getuid())
        with contextlib.suppress(OSError):
            os.makedirs(other, mode=0o700, exist_ok=True)
            found = os.lstat(other)
            # Nobody else may have put it there: recordings are private.
            if os.path.isdir(other) and not os.path.islink(other) \
                    and found.st_uid == os.getuid() and not found.st_mode & 0o077:
                return other
        return usual

    # -- one recording

    def deliver(self, text):
        """Kept on disk first, so that a kill between here and the answer loses nothing. -> sent"""
        until = time.monotonic() + _number("RUNLENS_TIMEOUT", RUN_SECONDS)
        path, problem = None, "the spool is full"
        try:
            path = self.put(text, in_flight=True)
        except OSError as error:
            problem = "the spool cannot be written: %s" % error
        try:
            if path and self.paused():
                _say("kept for later: the server let an earlier run wait")
                return False
            sent, _ = self.send_files([(path, text)], until)
        except Away as error:
            if error.slow:
                self.pause()
            if path:
                self.note_problem("kept for later: %s" % error)
            else:
                self.count("lost")
                self.note_problem("lost: %s; %s" % (problem, error))
            return False
        finally:
            self.in_flight.discard(path)
        if sent:
            self.note_problem(None if path else problem)
        self.flush(until, quietly=True)
        return sent == 1

    def put(self, text, in_flight=False):
        """-> path, or None when the spool is full"""
        path, = self.put_each([text], in_flight)
        return path

    def put_all(self, texts):
        """-> path of each, or None of those that could not be kept"""
        paths = []
        try:
            for path in self.put_each(texts):
                paths.append(path)
        except OSError as error:
            self.note_problem("the spool cannot be written: %s" % error)
        return paths + [None] * (len(texts) - len(paths))

    def put_each(self, texts, in_flight=False):
        os.makedirs(self.folder, mode=0o700, exist_ok=True)
        with self.lock("state.lock"):
            waiting = self.waiting()
            if len(self.files(waiting)) >= GATHER_FILES and self.gather(waiting):
                waiting = self.waiting()
            files = len(self.files(waiting))
            room = _number("RUNLENS_SPOOL_BYTES", SPOOL_BYTES) - sum(size for _, size in waiting)
            for text in texts:
                data = gzip.compress(text.encode("utf-8"), 6)
                if files >= SPOOL_FILES or len(data) > room:
                    yield None
                    continue
                files, room = files + 1, room - len(data)
                yield self.write(data, in_flight)

    def write(self, data, in_flight=False):
        """-> path of a file of its own"""
        Spool.last_name = max(time.time_ns(), Spool.last_name + 1)
        name = "%020d-%d-%s" % (Spool.last_name, os.getpid(), uuid.uuid4().hex[:8])
        path = os.path.join(self.folder, name + self.FILE)
        try:
            fd = os.open(path + ".part", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(fd, "wb") as f:
                f.write(data)
            if in_flight:
                self.in_flight.add(path)
            os.replace(path + ".part", path)
        except OSError:
            self.in_flight.discard(path)
            _remove(path + ".part")
            raise
        return path

    def waiting(self, folder=None):
        """[(path, bytes)] of files and segments, oldest first"""
        found = []
        with contextlib.suppress(OSError), os.scandir(folder or self.folder) as entries:
            for entry in entries:
                if entry.name.endswith((self.FILE, self.SEGMENT)):
                    with contextlib.suppress(FileNotFoundError):
                        found.append((entry.path, entry.stat().st_size))
        return sorted(found)

    # -- many

    def flush(self, until, quietly=False, alone=True):
        """quietly: what a run does for earlier ones. Its own recording is safe already. alone: only
        when no other process is at it."""
        done = {"sent": 0, "rejected": 0}
        self.away, self.shut_out = None, False

        def send_batch(batch):
            paths = {kept for kept, _ in batch if isinstance(kept, str)}
            self.in_flight.update(paths)    # nobody gathers them meanwhile
            try:
                sent, refused = self.send_files(batch, until)
            finally:
                self.in_flight.difference_update(paths)
            done["sent"] += sent
            done["rejected"] += refused

        # One process at a time; the others have nothing to add.
        with self.lock("flush.lock", seconds=0) as mine:
            mine = mine or not alone
            self.shut_out = not mine
            try:
                batch, size = [], 0
                for kept, data in self.each() if mine else ():
                    if time.monotonic() > until:
                        break
                    text = self.read(kept, data)
                    if text is None:
                        continue
                    if batch and (len(batch) == BATCH_FILES or size + len(text) > BATCH_CHARACTERS):
                        send_batch(batch)
                        batch, size = [], 0
                    batch.append((kept, text))
                    size += len(text)
                if batch:
                    send_batch(batch)
                if not quietly:
                    self.note_problem(None)
            except Away as error:
                self.away = error
                if not quietly:
                    self.note_problem("kept for later: %s" % error)
            if mine:
                self.remove_stale()
        done["waiting"] = self.number(self.waiting())
        return done

    def send_files(self, batch, until):
        """[(path or None, text)] -> how many the server has now, how many it refused"""
        seconds = until - time.monotonic()
        if seconds <= 0:
            raise Away("no time left")
        try:
            refused = self.post([text for _, text in batch], seconds)
        except Refused as error:
            if len(batch) > 1:    # one bad neighbour: each for itself
                return self.send_apart(batch, until)
            refused = {0: str(error)}
        except Away as error:
            if error.for_all or len(batch) == 1:
                raise
            return self.send_apart(batch, until)
        self.resume()
        for i, (path, text) in enumerate(batch):
            if i in refused:
                self.refuse(path, text, refused[i])
            else:
                self.drop(path)
        return len(batch) - len(refused), len(refused)

    def send_apart(self, batch, until):
        sent = refused = 0
        for item in batch:
            try:
                one_sent, one_refused = self.send_files([item], until)
            except Away as error:
                if error.for_all:
                    raise
                _say("kept for later: %s" % error)    # this one; it must not hold up the others
                kept, text = item
                if isinstance(kept, _InSegment):
                    self.write(gzip.compress(text.encode("utf-8"), 6))
                    self.drop(kept)
                continue
            sent, refused = sent + one_sent, refused + one_refused
        return sent, refused

    def read(self, kept, data):
        try:
            return gzip.decompress(data).decode("utf-8")
        except (EOFError, UnicodeError, zlib.error, OSError):
            self.refuse(kept, None, "unreadable spool file", data)    # cut short by a crash
        return None

    def refuse(self, path, text, reason, data=None):
        """What the server will never take is put aside: counted, kept as far as there is room."""
        kept, place = False, path
        with contextlib.suppress(OSError):
            os.makedirs(self.refused_folder, mode=0o700, exist_ok=True)
        if not isinstance(path, str):
            path = None
            with contextlib.suppress(OSError):
                path = self.write(data or gzip.compress(text.encode("utf-8"), 6))
            self.drop(place)
        try:
            sizes = [size for _, size in self.waiting(self.refused_folder)]
            most = _number("RUNLENS_SPOOL_BYTES", SPOOL_BYTES)
            if path and len(sizes) < SPOOL_FILES and sum(sizes) + os.path.getsize(path) <= most:
                name = os.path.basename(path)
                os.replace(path, os.path.join(self.refused_folder, name))
                kept = True
                reason_path = os.path.join(self.refused_folder, name.split(".")[0] + ".reason.json")
                with open(reason_path, "w", encoding="utf-8") as f:
                    json.dump(reason, f)
        except FileNotFoundError:
            if not kept:
                return    # another process has put it aside
        except OSError:
            pass
        if path and not kept:
            _remove(path)
        self.count("refused")
        self.untell(text)
        if not kept:
            self.count("lost")
        self.note_problem("refused: %s" % (reason,))

    def untell(self, text):
        """What it was to tell of, another one has to."""
        if text is not None and '"runlens_' in text:
            with contextlib.suppress(ValueError, TypeError, AttributeError):
                attributes = json.loads(text).get("attributes") or {}
                told = {name + " told": -attributes["runlens_" + name] for name in self.TOLD
                        if isinstance(attributes.get("runlens_" + name), int)}
                if told and '"recorded": false' in text:    # others are told when they arrive
                    self.add_counts(told)

    def remove_stale(self):
        """What a killed process left half written."""
        with contextlib.suppress(OSError), os.scandir(self.folder) as entries:
            for entry in entries:
                if entry.name.endswith(".part"):
                    with contextlib.suppress(OSError):
                        if time.time() - entry.stat().st_mtime > STALE_SECONDS:
                            os.remove(entry.path)

    def status(self):
        waiting, counts = self.waiting(), self.counts()
        return {"url": _url(), "spool": self.folder, "waiting": self.number(waiting),
                "waiting_bytes": sum(size for _, size in waiting),
                "rejected": counts.get("refused", 0), "lost": counts.get("lost", 0),
                "lost_entries": counts.get("lost_entries", 0),
                "problem": self.problem()}

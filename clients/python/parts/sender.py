"""The threads that keep and send what a program says."""
import contextlib
import functools
import threading
import time
import weakref

from .limits import (
    BATCH_ENTRIES, BATCH_SECONDS, FOREIGN_ENTRIES, LIVE_ENTRIES, MOST_CHARACTERS, MOST_ENTRIES,
    MOST_UNKEPT, PASS_SECONDS, RETRY_SECONDS,
)
from .post import Away, post
from .saying import _quietly
from .spool import Spool
from .values import to_json


class _Sender:
    """What is gathered here goes to the spool by one thread, and from the spool to the server by
    another: no network keeps the memory full, and no disk keeps the program waiting."""

    def __init__(self):
        self.lock = threading.RLock()
        self.keep_lock = threading.RLock()     # one at a time: the order of the files
        self.send_lock = threading.Lock()
        self.work, self.kept = threading.Event(), threading.Event()
        self.open = weakref.WeakSet()
        self.touched = {}                      # live executions that have something to send
        self.foreign = {}                      # by id: where this process counts from
        self.messages = []                     # (message, how many entries, characters)
        self.entries = self.characters = 0     # that wait in memory, of messages and executions
        self.lost = {"lost": 0, "lost_entries": 0}
        self.unkept = []                       # (text, entries, told): the spool has no room
        self.begun_passes = self.ended_passes = 0
        self.passed, self.hurried = threading.Event(), threading.Event()
        self.more, self.shut_out, self.stopped = False, 0, False
        self.threads = []

    # -- the program's side: short, under the lock, never anything slow

    def add_entry(self, run, text):
        if self.entries >= MOST_ENTRIES or self.characters + len(text) > MOST_CHARACTERS \
                or not run._own and run._counts[0] % FOREIGN_ENTRIES == 0:    # its range is full
            self.lost["lost_entries"] += 1
            self.touch_thread()
            return
        run._entries.append(text)
        self.entries += 1
        self.characters += len(text)
        if run._ended:
            run.live = True
        elif not run.live and run._begun and (
                len(run._entries) >= LIVE_ENTRIES or self.entries > MOST_ENTRIES // 2
                or self.characters > MOST_CHARACTERS // 2):
            run._go_live()
        if run.live:
            self.touch(run, len(run._entries) >= BATCH_ENTRIES)

    def touch(self, run, now=False):
        if run not in self.touched:
            self.touched[run] = True
            run._due = time.monotonic() + BATCH_SECONDS
            now = now or len(self.touched) == 1
        if now:
            self.touch_thread()

    def hurry(self, run):
        """Of one that ends elsewhere: what it has is sent now."""
        if run._entries or run._changed:
            self.touched[run] = True
            run._due = 0.0
            self.touch_thread()

    def queue(self, message, entries):
        size = sum(len(value) for value in message.values() if isinstance(value, str))
        if len(self.messages) >= MOST_ENTRIES or self.characters and (
                self.characters + size > MOST_CHARACTERS):
            self.lost["lost"] += 1
            self.lost["lost_entries"] += entries
            self.entries -= entries
        else:
            self.messages.append((message, entries, size))
            self.characters += size
        self.touch_thread()

    def finish(self, run, final, entries):
        self.touched.pop(run, None)
        self.open.discard(run)
        self.characters -= sum(map(len, entries))    # counted again as part of the message
        self.queue(final, len(entries))

    def touch_thread(self):
        self.work.set()
        if len(self.threads) < 2:
            with contextlib.suppress(RuntimeError):    # none to be had, or the end: exit keeps it
                for call in (self.keep_on, self.send_on)[len(self.threads):]:
                    thread = threading.Thread(target=call, name="runlens", daemon=True)
                    thread.start()
                    self.threads.append(thread)

    # -- to the spool

    def keep_on(self):
        while not self.stopped:
            with self.lock:
                due = min((run._due for run in self.touched), default=None)
            self.work.wait(None if due is None else max(0, due - time.monotonic()))
            self.work.clear()
            _quietly(self.keep)

    def take(self, everything):
        with self.lock:
            now = time.monotonic()
            for run in list(self.touched):
                if everything or run._due <= now or len(run._entries) >= BATCH_ENTRIES:
                    del self.touched[run]
                    self.messages += run._take()
            taken, self.messages = self.messages, []
            self.entries -= sum(entries for _, entries, _ in taken)
            self.characters -= sum(size for _, _, size in taken)
            lost, self.lost = self.lost, dict.fromkeys(self.lost, 0)
            return taken, lost

    def keep(self, everything=False, seconds=-1):
        """seconds: for one who does not wait longer for the thread that may be at it."""
        if not self.keep_lock.acquire(timeout=seconds):
            return
        try:
            taken, lost = self.take(everything)
            spool = Spool()
            if any(lost.values()) and not spool.add_counts(lost):
                with self.lock:    # a later try, or the exit, has them still
                    for name, number in lost.items():
                        self.lost[name] += number
            texts, told = [], {}
            for message, entries, _ in taken:
                try:
                    if "output" in message and not told:
                        told = {name: number for name, number in spool.untold().items() if number}
                        if told:
                            message["attributes"] = {
                                **message.get("attributes", {}),
                                **{"runlens_" + name: number for name, number in told.items()}}
                            texts.append((to_json(message), entries, told))
                            continue
                    texts.append((to_json(message), entries, None))
                except Exception:
                    spool.add_counts({"lost": 1, "lost_entries": entries})
            for at in range(0, len(texts), 50):    # not for long under the lock of all processes
                some = texts[at:at + 50]
                for one, path in zip(some, spool.put_all([text for text, _, _ in some])):
                    if path is None:
                        self.keep_here(spool, one)
                    elif one[2]:
                        spool.told(one[2])
        finally:
            self.keep_lock.release()
        self.kept.set()

    def keep_here(self, spool, one):
        with self.lock:
            full = len(self.unkept) >= MOST_UNKEPT
            if not full:
                self.unkept.append(one)
        if full:
            self.lose(spool, [one])

    def lose(self, spool, some):
        numbers = {"lost": len(some), "lost_entries": sum(entries for _, entries, _ in some)}
        if not spool.add_counts(numbers):
            with self.lock:
                for name, number in numbers.items():
                    self.lost[name] += number
        spool.note_problem("lost: the spool is full or cannot be written")

    # -- to the server

    def send_on(self):
        tries, wait = 0, None
        while True:
            self.kept.wait(wait)
            self.kept.clear()
            if self.stopped:
                return
            self.begun_passes += 1
            until = time.monotonic() + PASS_SECONDS
            done, again = _quietly(self.send, until) or (False, None)
            self.more = not done and (again == 0 or self.shut_out > 0)
            self.ended_passes = self.begun_passes
            self.passed.set()
            if done or again == 0:
                tries, wait = 0, None if done else 0
                continue
            tries, wait = tries + 1, 0
            # What comes meanwhile does not hurry a server that is away.
            self.hurried.wait(min(RETRY_SECONDS, 0.25 * 2**tries) if again is None else again)
            self.hurried.clear()

    def send(self, until):
        """-> whether nothing waits any more, seconds until the next try: 0 at once, None unknown"""
        spool = Spool(functools.partial(post, here=True))
        with self.send_lock:
            away = self.send_unkept(spool, until)
            # Another process may hold the lock and not go on: not for ever.
            found = spool.flush(until, alone=self.shut_out < 20)
        away = away or spool.away
        if away:
            return False, away.retry_after
        if spool.shut_out:
            self.shut_out += 1
            return found["waiting"] == 0, 0.25
        self.shut_out = 0
        moved = found["sent"] + found["rejected"]
        return found["waiting"] == 0, 0 if moved else None

    def send_unkept(self, spool, until):
        while self.unkept:
            one = self.unkept[0]
            try:
                sent, _ = spool.send_files([(None, one[0])], until)
            except Away as error:
                return error
            with self.lock:
                self.unkept.remove(one)
            if sent and one[2]:
                spool.told(one[2])
        return None

    # -- the end

    def stop(self):
        """Ends the threads; what is in memory or in the spool stays there."""
        self.stopped = True
        for event in (self.work, self.kept, self.hurried):
            event.set()
        for thread in self.threads:
            thread.join()

    def close(self, seconds):
        """Everything to the spool, and as much to the server as there is time for."""
        until = time.monotonic() + seconds
        with self.lock:
            for run in list(self.open):    # they never came to their end, and say so
                if not run.live:
                    run._go_live()
                    self.touched[run] = True
        self.keep(everything=True, seconds=max(0, seconds))
        if self.threads and any(thread.is_alive() for thread in self.threads):
            wanted = self.begun_passes + 1
            self.hurried.set()
            self.kept.set()
            while (self.ended_passes < wanted or self.more) and time.monotonic() < until:
                self.passed.wait(max(0, until - time.monotonic()))
                self.passed.clear()
        else:
            self.send(until)
        with self.lock:
            unkept, self.unkept = self.unkept, []
        if unkept:
            self.lose(Spool(), unkept)


_sender = _Sender()

"""The end of the program, and the begin of one that was forked off."""
import atexit
import contextlib
import os
import sys
import threading

from .limits import RUN_SECONDS
from .post import _imports
from .runtime import _runtime_lock
from .saying import _number, _quietly
from .sender import _Sender, _sender
from .spool import Spool


def _at_exit():
    if _sender.threads or _sender.messages or _sender.touched or len(_sender.open):
        _quietly(_sender.close, _number("RUNLENS_EXIT_TIMEOUT",
                                        _number("RUNLENS_TIMEOUT", RUN_SECONDS)))


def _in_child():
    """After a fork: the parent's threads are not here, and what it has gathered is the parent's."""
    global _sender, _runtime_lock, _imports
    _sender, _runtime_lock, _imports = _Sender(), threading.Lock(), threading.Lock()
    Spool.in_flight = set()
    for handle in list(Spool.lock_files):    # they are the parent's, and would hold its locks
        with contextlib.suppress(Exception):
            handle.close()
    Spool.lock_files = set()
    # Processes of multiprocessing end without atexit, but with finalizers of their own.
    util = sys.modules.get("multiprocessing.util")
    if util is not None:
        with contextlib.suppress(Exception):
            util.register_after_fork(
                _sender, lambda _: util.Finalize(None, _at_exit, exitpriority=-100))


atexit.register(_at_exit)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=lambda: _imports.acquire(), after_in_child=_in_child,
                        after_in_parent=lambda: _imports.release())

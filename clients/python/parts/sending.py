"""Sending at once, and what became of what was sent."""
import time
import typing

from .limits import LOCK_SECONDS, REQUEST_SECONDS
from .saying import _quietly, _say
from .sender import _sender
from .spool import Spool
from .values import _new_id, _now, to_json


def send(execution: typing.Mapping[str, typing.Any]) -> bool:
    """Sends one execution (a dict of the wire format). True when the server has it; otherwise it
    waits on disk, or was refused or lost, which status() counts."""
    return _deliver(execution)


def flush(seconds: float = REQUEST_SECONDS) -> typing.Dict[str, int]:
    """Sends what waits in memory and in the spool, oldest first. Executions that have not ended are
    not touched, unless they are live. -> {"sent", "rejected", "waiting"}"""
    until = time.monotonic() + seconds
    _quietly(_sender.keep, everything=True, seconds=max(0, seconds))
    mine = _sender.send_lock.acquire(timeout=max(0, seconds))    # the thread may be at it
    try:
        spool = Spool()
        found = spool.flush(until)
        patience = min(until, time.monotonic() + LOCK_SECONDS)
        while spool.shut_out and found["waiting"] and time.monotonic() < patience:
            time.sleep(0.02)    # another process is at it, perhaps with what it saw before
            found = spool.flush(until)
        return found
    finally:
        if mine:
            _sender.send_lock.release()


def status() -> typing.Dict[str, typing.Any]:
    """What waits, was refused and was lost, and the last problem."""
    return Spool().status()


def _deliver(execution):
    try:
        execution = {"id": None, "created_at": None, **execution}
        execution["id"] = execution["id"] or _new_id()
        execution["created_at"] = execution["created_at"] or _now()
        spool = Spool()
        untold = spool.untold()
        if any(untold.values()):
            execution["attributes"] = {
                **(execution.get("attributes") or {}),
                **{"runlens_" + name: number for name, number in untold.items() if number}}
        try:
            text = to_json(execution)
        except Exception:
            spool.count("lost")
            raise
        sent = spool.deliver(text)
        if sent:
            spool.told(untold)
        return sent
    except Exception as error:    # an action must not fail because its log cannot be kept
        _say("not kept: %r" % error)
        return False

"""Executions of a program, and their steps."""
import contextlib
import json
import os
import sys
import time
import typing
import zlib

from .limits import (
    BATCH_ENTRIES, CONTEXT_BYTES, FOREIGN_ENTRIES, MOST_STEPS, STEP_BYTES, VALUE_BYTES,
)
from .place import _merged, _place, _using
from .saying import _quietly
from .sender import _sender
from .values import RawJson, _dump, _level, _list, _new_id, _now, _plain, _tell, to_json


def execution(*, event: typing.Optional[str] = None, target: typing.Optional[str] = None,
              id: typing.Optional[str] = None, target_record_id: typing.Optional[str] = None,
              actions: typing.Any = None, request_id: typing.Optional[str] = None,
              triggered_by: typing.Optional[str] = None, environment: typing.Optional[str] = None,
              trigger: typing.Any = None, retry_of: typing.Optional[str] = None,
              attributes: typing.Optional[typing.Mapping[str, typing.Any]] = None,
              context: typing.Any = None, live: typing.Optional[bool] = None) -> "Execution":
    """An execution for a with statement; it is sent when the block ends, by a thread of its own.

    live=True: it is sent as running when the block begins, and its entries and steps while it runs.
    What is not given here is taken from using(...). ValueError when there is no event or target.
    """
    given = {"event": event, "target": target, "target_record_id": target_record_id,
             "actions": actions, "request_id": request_id, "triggered_by": triggered_by,
             "environment": environment, "trigger": trigger, "retry_of": retry_of,
             "attributes": attributes, "live": live}
    facts = _merged(_using.get(), {name: value for name, value in given.items()
                                   if value is not None})
    for name in ("event", "target"):
        if not facts.get(name):
            raise ValueError("an execution has no %s: give it, or set it by using()" % name)
    return Execution(facts, id=id, context=context)


def attach(id: str, *, event: str, target: str,
           created_at: typing.Optional[str] = None) -> "Execution":
    """An execution that another process has begun and will end: what is logged here, and the steps
    made here, are added to it. created_at as that process knows it; without it the server goes by
    the id. Use it in a with statement."""
    return Execution({"event": event, "target": target, "live": True}, id=id,
                     created_at=created_at, own=False)


class Execution:
    """What execution() and attach() give. id: its own id, by which it is found. context: what it
    ran with, kept as it is when it ends (of a live one also when it begins). attributes: a dict to
    add to. result: what came out."""

    def __init__(self, facts: typing.Dict[str, typing.Any], *, id: typing.Optional[str] = None,
                 created_at: typing.Optional[str] = None, context: typing.Any = None,
                 own: bool = True) -> None:
        self.id: str = id or _new_id()
        self.created_at: typing.Optional[str] = created_at or (_now() if own else None)
        self.context: typing.Any = context
        self.attributes: typing.Dict[str, typing.Any] = dict(facts.get("attributes") or {})
        self.result: typing.Any = None
        self.code: typing.Optional[str] = None
        self.live = bool(facts.get("live"))
        self._facts = {name: value if isinstance(value, str) else _dump(value)
                       for name, value in facts.items()
                       if name not in ("attributes", "live", "actions") and value is not None}
        actions = facts.get("actions") or ()
        actions = [actions] if isinstance(actions, (str, dict)) else list(actions)
        self._actions = [one if isinstance(one, dict) else {"key": one} for one in actions]
        self._own, self._pid = own, os.getpid()
        self._counts = [0, 0] if own else _foreign_counts(self.id)    # of entries, of steps
        self._entries: typing.List[str] = []
        self._steps: typing.Dict[int, str] = {}    # JSON text of each, as it stands
        self._changed: typing.Set[int] = set()     # of a live one: what is to be sent
        self._step_bytes = self._lost_steps = 0
        self._due = 0.0
        self._begun = self._ended = False
        self._started_at: typing.Optional[str] = None
        self._clock = time.monotonic()
        self._message: typing.Optional[str] = None
        self._raised: typing.Any = None
        self._tokens: typing.List[typing.Any] = []

    def __repr__(self) -> str:
        return "<Execution %s>" % self.id

    def __enter__(self) -> "Execution":
        self._tokens.append(_place.set((self, None)))
        if not self._begun:
            _quietly(self._begin)
        return self

    def __exit__(self, kind: typing.Any, error: typing.Optional[BaseException],
                 trace: typing.Any) -> None:
        with contextlib.suppress(Exception):    # left in another context than it was entered
            _place.reset(self._tokens.pop())
        _quietly(self._end, error)

    def log(self, level: typing.Union[str, int], message: object, *,
            event: typing.Optional[str] = None, data: typing.Any = None,
            worker_id: typing.Optional[str] = None) -> None:
        """An entry of its log. level: debug, info, warning, error, or a number of logging."""
        _quietly(self._log, level, message, event, data, worker_id)

    def step(self, name: str, connector: typing.Optional[str] = None, *,
             input: typing.Any = None) -> "Step":
        """A step for a with statement; within another step of this execution it is that one's."""
        return Step(self, name, connector, input)

    def skip_step(self, name: str, connector: typing.Optional[str] = None, *,
                  reason: typing.Optional[str] = None) -> None:
        """A step that was not taken, and why."""
        skipped = Step(self, name, connector, None)
        skipped.status, skipped.error = "skipped", reason
        with skipped:
            pass

    def fail(self, message: object) -> None:
        """It counts as failed with this message, also when nothing is raised."""
        self._message = _plain(message)

    # -- how it goes on its way

    def _place_here(self):
        """In a process that was forked off, the execution is the parent's: what was gathered until
        then goes with the parent, and so does its end."""
        if self._pid != os.getpid():
            self._pid, self._own, self.live = os.getpid(), False, True
            self._entries, self._steps, self._changed = [], {}, set()
            self._counts = _foreign_counts(self.id)

    def _begin(self):
        self._begun, self._clock = True, time.monotonic()
        if self._own:
            self._started_at = _now()
            _sender.open.add(self)
            if self.live:
                _sender.queue(self._all("running"), 0)

    def _go_live(self):
        self.live = True
        self._changed.update(self._steps)
        _sender.queue(self._all("running"), 0)

    def _base(self, status):
        base = {"id": self.id, "created_at": self.created_at, "event": self._facts["event"],
                "target": self._facts["target"], "status": status}
        return {name: value for name, value in base.items() if value is not None}

    def _all(self, status):
        message = {**self._base(status), "started_at": self._started_at, **self._facts}
        if self._actions:
            message["actions"] = _dump(self._actions)
        if self.code is not None:
            message.update(language="python", code=self.code)
        if self.context is not None:
            message["context"] = _dump(self.context, CONTEXT_BYTES)
        attributes = dict(self.attributes)
        if self._lost_steps:
            attributes["runlens_lost_steps"] = self._lost_steps
        if attributes:
            plain = json.loads(_dump(attributes, CONTEXT_BYTES))
            message["attributes"] = plain if isinstance(plain, dict) else {"attributes": plain}
        return message

    def _end(self, error):
        ms = (time.monotonic() - self._clock) * 1000
        with _sender.lock:
            self._place_here()
            ends = self._own and not self._ended
            self._ended = self._ended or ends
            if not ends:
                _sender.hurry(self)
                return
        final = self._final(error, ms)    # not under the lock: it may be large
        with _sender.lock:
            if self._steps:
                final["steps"] = _list(self._steps.values())
            entries, self._entries = self._entries, []
            if entries:
                final["entries"] = _list(entries)
            _sender.finish(self, final, entries)

    def _final(self, error, ms):
        outcome, message, text = _tell(error) if error is not None else ("ok", None, None)
        if self._message is not None:
            outcome, message = "rejected", self._message
        failed = outcome in ("rejected", "error") or outcome == "exit" and message is not None
        final = {**self._all("failed" if failed else "success"), "duration_ms": round(ms, 3),
                 "finished_at": _now()}
        output = {"recorded": False, "outcome": outcome, "validation_message": message,
                  "result": None if self.result is None else _dump(self.result),
                  "stderr": text, "python": "%d.%d.%d" % sys.version_info[:3]}
        final["output"] = RawJson(to_json({name: value for name, value in output.items()
                                           if value is not None}))
        if message is not None:
            final["validation_message"] = message
            key = self._raised[1] if self._raised and self._raised[0] is error else None
            if error is not None and self._actions:
                final["raised_action"] = key or self._actions[0].get("key")
        self._raised = None
        return {name: value for name, value in final.items() if value is not None}

    def _log(self, level, message, event=None, data=None, worker_id=None, occurred_at=None):
        entry = {"level": _level(level), "event": event, "message": _plain(message),
                 "worker_id": worker_id, "occurred_at": occurred_at or _now()}
        if len(entry["message"]) > VALUE_BYTES:
            data = {"runlens_cut": len(entry["message"]), "data": data}
            entry["message"] = entry["message"][:VALUE_BYTES]
        if data is not None:
            entry["data"] = _dump(data)
        entry = {name: value for name, value in entry.items() if value is not None}
        with _sender.lock:
            self._place_here()
            if not self._begun:
                self._begin()
            self._counts[0] += 1    # also of what is lost: the gap shows where
            _sender.add_entry(self, to_json({"seq": self._counts[0], **entry}))

    def _put_step(self, step):
        fields = {"seq": step._seq, "parent_seq": step._parent, "name": step.name,
                  "connector": step.connector, "status": step.status,
                  "started_at": step._started_at, "duration_ms": step._ms, "error": step.error,
                  **{name: _dump(getattr(step, name)) for name in ("input", "output")
                     if getattr(step, name) is not None}}
        with _sender.lock:
            old = self._steps.get(step._seq)
            if old is None and len(self._steps) >= MOST_STEPS:
                self._lost_steps += step.status == "running" or step.status == "skipped"
                return
            for name in ("input", "output"):
                if len(fields.get(name) or "") + self._step_bytes > STEP_BYTES:
                    fields[name] = {"runlens_cut": len(fields[name])}
            text = to_json({name: value for name, value in fields.items() if value is not None})
            self._step_bytes += len(text) - len(old or "")
            self._steps[step._seq] = text
            if self.live and not self._ended:
                self._changed.add(step._seq)
                _sender.touch(self)

    def _take(self):
        """-> what is to be sent of a live one, as messages with the number of their entries"""
        messages = []
        entries, self._entries = self._entries, []
        steps = [self._steps[seq] for seq in sorted(self._changed)]
        self._changed.clear()
        if not self._own:
            self._steps.clear()
        for at in range(0, max(len(entries), len(steps)), BATCH_ENTRIES):
            some = entries[at:at + BATCH_ENTRIES], steps[at:at + BATCH_ENTRIES]
            message = self._base("running")
            for name, texts in zip(("entries", "steps"), some):
                if texts:
                    message[name] = _list(texts)
            messages.append((message, len(some[0]), sum(map(len, some[0]))))
        return messages


def _foreign_counts(id):
    """Where this process counts from in an execution that belongs to another one: in a range of its
    own, behind all that the owner counts. Processes that are forked one after the other, and the
    same number on another machine, have other ranges."""
    import platform
    where = "%s %d" % (platform.node(), os.getppid())
    block = (zlib.crc32(where.encode()) + os.getpid()) % 2**14
    first = 2**30 + block * FOREIGN_ENTRIES
    return _sender.foreign.setdefault(id, [first, first])


class Step:
    """A step of an execution, for a with statement. input, output and error may be set within."""

    def __init__(self, run: Execution, name: str, connector: typing.Optional[str],
                 input: typing.Any) -> None:
        self.name, self.connector = name, connector
        self.input: typing.Any = input
        self.output: typing.Any = None
        self.error: typing.Any = None
        self.status = "running"
        self._run, self._seq = run, 0
        self._parent: typing.Optional[int] = None
        self._started_at: typing.Optional[str] = None
        self._ms: typing.Optional[float] = None
        self._token: typing.Any = None

    def __enter__(self) -> "Step":
        place = _place.get()
        self._parent = place[1]._seq if place and place[0] is self._run and place[1] else None
        with _sender.lock:
            self._run._place_here()
            self._run._counts[1] += 1
            self._seq = self._run._counts[1]
        self._started_at, self._clock = _now(), time.monotonic()
        if self.input is not None:
            self.input = _quietly(_dump, self.input)    # as it was at the begin
        if self.status == "running":
            _quietly(self._run._put_step, self)
        self._token = _place.set((self._run, self))
        return self

    def __exit__(self, kind: typing.Any, error: typing.Optional[BaseException],
                 trace: typing.Any) -> None:
        with contextlib.suppress(Exception):
            _place.reset(self._token)
        _quietly(self._end, error)

    def _end(self, error):
        if self.status != "skipped":
            self._ms = round((time.monotonic() - self._clock) * 1000, 3)
            if error is not None and not isinstance(error, GeneratorExit):
                message = _tell(error)[1]
                if self.error is None:
                    self.error = message
                self.status = "success" if message is None else "failed"
            else:
                self.status = "success" if self.error is None else "failed"
        self._run._put_step(self)

    def fail(self, error: object) -> None:
        """It counts as failed with this error, also when nothing is raised."""
        self.error = _plain(error)

    def log(self, level: typing.Union[str, int], message: object, *,
            event: typing.Optional[str] = None, data: typing.Any = None) -> None:
        """An entry of the execution."""
        self._run.log(level, message, event=event, data=data)

    def step(self, name: str, connector: typing.Optional[str] = None, *,
             input: typing.Any = None) -> "Step":
        """A step of this one."""
        return self._run.step(name, connector, input=input)

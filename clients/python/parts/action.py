"""The decorator: each call of a function is an execution, or a step of one."""
import contextlib
import functools
import typing

from .execution import Execution
from .limits import CONTEXT_BYTES
from .place import Call, _merged, _place, _using, current
from .saying import _quietly
from .values import _dump


@typing.overload
def action(call: Call) -> Call: ...


@typing.overload
def action(*, key: typing.Optional[str] = None, name: typing.Optional[str] = None,
           event: typing.Any = None, target: typing.Any = None, target_record_id: typing.Any = None,
           request_id: typing.Any = None, triggered_by: typing.Any = None,
           environment: typing.Any = None, trigger: typing.Any = None,
           attributes: typing.Any = None, context: typing.Any = None,
           live: typing.Optional[bool] = None,
           own: bool = False) -> typing.Callable[[Call], Call]: ...


def action(call: typing.Any = None, *, key: typing.Optional[str] = None,
           name: typing.Optional[str] = None, event: typing.Any = None, target: typing.Any = None,
           target_record_id: typing.Any = None, request_id: typing.Any = None,
           triggered_by: typing.Any = None, environment: typing.Any = None,
           trigger: typing.Any = None, attributes: typing.Any = None, context: typing.Any = None,
           live: typing.Optional[bool] = None, own: bool = False) -> typing.Any:
    """Decorates a function, also an async one or a generator: each call is an execution.

    Within another execution a call is a step of it, unless own=True. Any setting may be a function
    of the call's arguments. context: the arguments by name, unless given. key: the function's name.
    event is CALL and target the function's module unless given here or by using(...).
    What the function returns or raises goes through unchanged.
    """
    import inspect
    settings = {"event": event, "target": target, "target_record_id": target_record_id,
                "request_id": request_id, "triggered_by": triggered_by,
                "environment": environment, "trigger": trigger, "attributes": attributes,
                "live": live}

    def decorate(function: typing.Any) -> typing.Any:
        about = _Action(function, key, name, settings, context, own)
        if inspect.isasyncgenfunction(function):
            async def wrapper(*args, **kwargs):
                about_it = about.open(args, kwargs)
                source = function(*args, **kwargs)
                gone, send = about_it.resume, source.asend(None)
                count = 0
                with about_it:
                    while True:
                        with gone():
                            try:
                                item = await send
                            except StopAsyncIteration:
                                break
                        count += 1
                        about_it.output = {"items": count}
                        try:
                            send = source.asend((yield item))
                        except GeneratorExit:
                            with gone():
                                await source.aclose()
                            raise
                        except BaseException as error:
                            send = source.athrow(error)
        elif inspect.isgeneratorfunction(function):
            def wrapper(*args, **kwargs):
                about_it = about.open(args, kwargs)
                source = function(*args, **kwargs)
                count = 0
                with about_it:
                    step = functools.partial(next, source)
                    while True:
                        with about_it.resume():
                            try:
                                item = step()
                            except StopIteration as stop:
                                return stop.value
                        count += 1
                        about_it.output = {"items": count}
                        try:
                            step = functools.partial(source.send, (yield item))
                        except GeneratorExit:
                            with about_it.resume():
                                source.close()
                            raise
                        except BaseException as error:
                            step = functools.partial(source.throw, error)
        elif inspect.iscoroutinefunction(function):
            async def wrapper(*args, **kwargs):
                with about.open(args, kwargs) as about_it, about_it.resume():
                    about_it.output = result = await function(*args, **kwargs)
                return result
        else:
            def wrapper(*args, **kwargs):
                with about.open(args, kwargs) as about_it, about_it.resume():
                    about_it.output = result = function(*args, **kwargs)
                return result
        return functools.wraps(function)(wrapper)

    return decorate if call is None else decorate(call)


class _Action:
    """What a decorated function is, known when it was decorated."""

    def __init__(self, function, key, name, settings, context, own):
        import inspect
        self.settings, self.context, self.own = settings, context, own
        self.key = key or getattr(function, "__name__", "action")
        self.action = {"key": self.key, **({"name": name} if name else {})}
        self.usual = {"event": "CALL", "target": getattr(function, "__module__", None) or "python"}
        self.signature = self.code = None
        with contextlib.suppress(Exception):
            self.signature = inspect.signature(function)
        # Only of a function of a module: what stands within another one says less than it seems to.
        with contextlib.suppress(Exception):
            if function.__qualname__ == function.__name__:
                self.code = inspect.getsource(function)

    def open(self, args, kwargs):
        return _quietly(self.prepare, args, kwargs) or _Nothing()

    def prepare(self, args, kwargs):
        if self.context is None:
            context = self.arguments(args, kwargs)
        else:
            context = self.context(*args, **kwargs) if callable(self.context) else self.context
        context = _dump(context, CONTEXT_BYTES)    # before the function changes it
        outer = current()
        if outer is not None and not self.own:
            return _Called(self, outer, outer.step(self.action.get("name") or self.key, "action",
                                                   input=context))
        given = {}
        for name, value in self.settings.items():
            value = value(*args, **kwargs) if callable(value) else value
            if value is not None:
                given[name] = value
        facts = _merged(_merged(self.usual, given), _using.get())
        run = Execution({**facts, "actions": [self.action]}, context=context)
        run.code = self.code
        return _Called(self, run, None)

    def arguments(self, args, kwargs):
        if self.signature is None:
            return {"args": args, "kwargs": kwargs}
        try:
            found = dict(self.signature.bind(*args, **kwargs).arguments)
        except TypeError:    # the call itself will say so
            return {"args": args, "kwargs": kwargs}
        first = next(iter(self.signature.parameters), None)
        if first in ("self", "cls"):
            found.pop(first, None)
        return found


class _Called:
    """One call: an execution, or a step of one."""

    def __init__(self, about, run, step):
        self.about, self.run, self.step, self.output = about, run, step, None

    def __enter__(self):
        here = self.step or self.run
        here.__enter__()
        self.place = _place.get()
        self.leave()
        if self.step and self.about.action not in self.run._actions:
            self.run._actions.append(self.about.action)
        return self

    def leave(self):
        """The place is the callee's: between two items of a generator the caller is elsewhere."""
        held = self.step or self.run
        with contextlib.suppress(Exception):
            if self.step:
                _place.reset(held._token)
            else:
                _place.reset(held._tokens[-1])

    @contextlib.contextmanager
    def resume(self):
        token = _place.set(self.place)
        try:
            yield
        finally:
            with contextlib.suppress(Exception):
                _place.reset(token)

    def __exit__(self, kind, error, trace):
        held = self.step or self.run
        if isinstance(error, GeneratorExit):
            error = None
        if self.step:
            held.output = self.output
            if error is not None and (self.run._raised or (None,))[0] is not error:
                self.run._raised = error, self.about.key
        elif held.result is None:
            held.result = self.output
        _quietly(held._end, error)


class _Nothing:
    """In place of a call that could not be noted: the function runs all the same."""
    output = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def resume(self):
        return contextlib.suppress()

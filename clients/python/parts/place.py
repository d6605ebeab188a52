"""In which execution the caller runs, and with what settings others begin there."""
import contextlib
import contextvars
import functools
import typing

if typing.TYPE_CHECKING:
    from .execution import Execution, Step


Place = typing.Tuple["Execution", typing.Optional["Step"]]
Call = typing.TypeVar("Call", bound=typing.Callable[..., typing.Any])

_place: "contextvars.ContextVar[typing.Optional[Place]]" = contextvars.ContextVar(
    "runlens_place", default=None)
_using: "contextvars.ContextVar[typing.Dict[str, typing.Any]]" = contextvars.ContextVar(
    "runlens_using", default={})

SETTINGS = ("event", "target", "target_record_id", "actions", "request_id", "triggered_by",
            "environment", "trigger", "attributes", "retry_of", "live")


def current() -> "typing.Optional[Execution]":
    """The execution in which the caller runs, or None."""
    place = _place.get()
    return place[0] if place else None


@contextlib.contextmanager
def using(**settings: typing.Any) -> typing.Iterator[None]:
    """Settings (event, target, target_record_id, request_id, triggered_by, environment, trigger,
    attributes, retry_of, live) of the executions that begin within the block."""
    unknown = sorted(set(settings) - set(SETTINGS))
    if unknown:
        raise TypeError("using() has no setting " + ", ".join(unknown))
    token = _using.set(_merged(_using.get(), settings))
    try:
        yield
    finally:
        _using.reset(token)


def carry(call: Call) -> Call:
    """call, so that it runs within the present execution, for a thread: a new thread has none."""
    place, settings = _place.get(), _using.get()

    @functools.wraps(call)
    def within(*args: typing.Any, **kwargs: typing.Any) -> typing.Any:
        tokens = _place.set(place), _using.set(settings)
        try:
            return call(*args, **kwargs)
        finally:
            _place.reset(tokens[0])
            _using.reset(tokens[1])
    return typing.cast(Call, within)


def _merged(first, second):
    attributes = {**(first.get("attributes") or {}), **(second.get("attributes") or {})}
    return {**first, **second, "attributes": attributes}

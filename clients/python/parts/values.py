"""Ids, moments, JSON text of any value, and what an exception says."""
import contextlib
import datetime
import json
import traceback
import typing
import uuid

from .limits import VALUE_BYTES


class RawJson(str):
    """JSON text that goes into a larger JSON text as it is."""


def to_json(execution: typing.Mapping[str, typing.Any]) -> str:
    """The wire text. A RawJson stands in it verbatim; everything else is ASCII."""
    return "{%s}" % ", ".join(
        "%s: %s" % (json.dumps(key), value if isinstance(value, RawJson)
                    else json.dumps(value, default=str))
        for key, value in execution.items())


def _list(texts):
    return RawJson("[%s]" % ",".join(texts))


def _dump(value, most=VALUE_BYTES):
    """-> JSON text of any value: what has no JSON is its str(). What is too long says so."""
    if isinstance(value, RawJson):
        return value
    try:
        try:
            text = json.dumps(value, default=_plain, allow_nan=False)
        except ValueError:    # numbers that JSON does not have, as text
            text = json.dumps(json.loads(json.dumps(value, default=_plain), parse_constant=str))
    except (TypeError, ValueError, RecursionError):    # keys that are no text, a ring, too deep
        text = json.dumps(_plain(value)[:most // 8])
    return RawJson(text if len(text) <= most else '{"runlens_cut": %d}' % len(text))


def _plain(value):
    for spoken in (str, repr):
        with contextlib.suppress(Exception):
            return spoken(value)
    return "<%s>" % type(value).__name__


LEVELS = ("debug", "info", "warning", "error")


def _level(level):
    if isinstance(level, int):
        return LEVELS[0 if level < 20 else 1 if level < 30 else 2 if level < 40 else 3]
    name = str(level).lower()
    return {"warn": "warning", "critical": "error", "fatal": "error"}.get(name, name)


def _tell(error):
    """-> outcome, message, traceback of what was raised, without the lines of this file"""
    kind, trace = type(error), error.__traceback__
    while trace and trace.tb_next and trace.tb_frame.f_code.co_filename == __file__:
        trace = trace.tb_next
    text = "".join(traceback.format_exception(kind, error, trace))[-VALUE_BYTES:]
    if isinstance(error, SystemExit):
        good = error.code is None or error.code == 0
        said = "SystemExit: %s" % _plain(error.code)
        return ("exit", None, None) if good else ("exit", said, text)
    if kind.__name__ in ("ValidationError", "ValidationWarning"):
        return ("rejected" if kind.__name__ == "ValidationError" else "warned"), _plain(error), text
    only = "".join(traceback.format_exception_only(kind, error)).strip()
    return "error", only or kind.__name__, text


def _new_id():
    return "run_" + uuid.uuid4().hex


def _now():
    return _iso(datetime.datetime.now(datetime.timezone.utc))


def _iso(moment):
    if isinstance(moment, str):
        return moment
    return moment.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

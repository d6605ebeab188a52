"""Records of logging as entries."""
import datetime
import logging
import traceback
import typing

from .execution import Execution
from .limits import LOCK_SECONDS
from .place import current
from .saying import _quietly
from .sender import _sender
from .values import _iso, _plain


class Handler(logging.Handler):
    """Makes each record an entry of the execution in which it was logged. Never waits for a disk or
    a network, and never raises.

    outside: the execution that takes records logged outside of any; without it they are not kept,
    and their number is in .outside_count. `extra` becomes the entry's data, extra["event"] its
    event (otherwise the logger's name), the text of an exception data["exception"].
    """
    USUAL = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}

    def __init__(self, level: typing.Union[int, str] = logging.NOTSET, *,
                 outside: typing.Optional[Execution] = None) -> None:
        super().__init__(level)
        self.outside = outside
        self.outside_count = 0

    def emit(self, record: logging.LogRecord) -> None:
        run = current() or self.outside
        if run is None:
            self.outside_count += 1
        else:
            _quietly(self._emit, run, record)

    def close(self) -> None:
        """What is still in memory goes to the disk."""
        _quietly(_sender.keep, everything=True, seconds=LOCK_SECONDS)
        super().close()

    def _emit(self, run, record):
        try:
            message = record.getMessage()
        except Exception:    # arguments that do not fit: as it is, rather than not at all
            message = "%s %r" % (_plain(record.msg), record.args)
        extra = {name: value for name, value in record.__dict__.items() if name not in self.USUAL}
        event = extra.pop("event", None)
        if event is not None:
            extra["logger"] = record.name
        if record.levelno > logging.ERROR:
            extra["level"] = record.levelname
        if record.exc_info and record.exc_info[0] is not None:
            extra["exception"] = "".join(traceback.format_exception(*record.exc_info)).rstrip("\n")
        elif record.exc_text:
            extra["exception"] = record.exc_text
        if record.stack_info:
            extra["stack"] = record.stack_info
        at = datetime.datetime.fromtimestamp(record.created, datetime.timezone.utc)
        run._log(record.levelno, message, _plain(event) if event is not None else record.name,
                 extra or None, None, _iso(at))

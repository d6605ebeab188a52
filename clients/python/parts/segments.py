"""Few files of many messages in the spool, and reading both kinds."""
import contextlib
import os
import typing

from .limits import SEGMENT_BYTES
from .saying import _say
from .segment import _InSegment, _Segment
from .spool_state import _remove, _SpoolState


class _Segments(_SpoolState):
    """While a server is away for long, what waits is gathered: of a file a message some thousand
    may wait, of segments as much as there is room for."""
    FILE, SEGMENT = ".json.gz", ".segment"
    in_flight: typing.Set[str] = set()    # paths that a thread of this process is sending itself

    def waiting(self, folder: typing.Optional[str] = None) -> typing.List[typing.Tuple[str, int]]:
        raise NotImplementedError

    def refuse(self, path, text, reason, data=None):
        raise NotImplementedError

    def files(self, waiting):
        return [path for path, _ in waiting if path.endswith(self.FILE)]

    def number(self, waiting):
        """How many messages they are."""
        number = len(self.files(waiting))
        for path, _ in waiting:
            if path.endswith(self.SEGMENT):
                try:
                    _, there, _, sent = _Segment(path).head()
                    number += there - sent
                except FileNotFoundError:
                    pass
                except (OSError, ValueError):
                    number += 1    # whatever it was
        return number

    def gather(self, waiting):
        """Makes few of many files. A file goes when its message is in a segment: a crash in between
        sends it twice. -> whether there are fewer"""
        with self.lock("gather.lock", seconds=0) as mine:
            if not mine or not self.has_locks:
                return False
            path, size = self.newest_segment(waiting)
            some, gathered = {}, 0

            def append():
                if some:
                    _Segment(path).append(some.values())
                    for one in some:
                        _remove(one)
                    some.clear()

            try:
                for one in self.files(waiting):
                    data = None if one in self.in_flight else self.bytes_of(one)
                    if not data or len(data) > SEGMENT_BYTES // 4:
                        continue
                    if size + len(data) > SEGMENT_BYTES:
                        append()
                        path, size = one[:-len(self.FILE)] + self.SEGMENT, 0
                    some[one] = data
                    size += len(data)
                    gathered += 1
                append()
            except (OSError, ValueError) as error:
                _say("not gathered: %s" % error)
            return gathered > 0

    def newest_segment(self, waiting):
        """-> path, bytes; a full one where there is none to go on with"""
        found = [item for item in waiting if item[0].endswith(self.SEGMENT)]
        with contextlib.suppress(OSError, ValueError, IndexError):
            _Segment(found[-1][0]).head()
            return found[-1]
        return "", SEGMENT_BYTES

    def bytes_of(self, path):
        try:
            with open(path, "rb") as f:
                return f.read()
        except OSError as error:
            if not isinstance(error, FileNotFoundError):
                _say("%s: %s" % (path, error))
            return None

    def each(self):
        """(path or place in a segment, gzip), oldest first"""
        for path, _ in self.waiting():
            if path.endswith(self.FILE):
                data = None if path in self.in_flight else self.bytes_of(path)
                if data is not None:
                    yield path, data
                continue
            kept = None
            try:
                for data, kept in _Segment(path).unsent():
                    yield kept, data
                if kept is None:
                    self.end_segment(path)    # a kill came between the last answer and its end
            except ValueError:
                self.refuse_segment(path, kept)
            except OSError as error:
                if not isinstance(error, FileNotFoundError):
                    _say("%s: %s" % (path, error))

    def drop(self, kept):
        """What need not be sent again."""
        if isinstance(kept, _InSegment):
            kept.done()
            if kept.is_last:
                self.end_segment(kept.segment.path)
        elif kept:
            _remove(kept)

    def end_segment(self, path):
        """Removes it if all of it was sent, unless somebody writes to it: then it goes on."""
        with self.lock("gather.lock", seconds=0) as mine, contextlib.suppress(OSError, ValueError):
            end, _, sent, _ = _Segment(path).head()
            if mine and end == sent:
                os.remove(path)

    def refuse_segment(self, path, last):
        """last: before what cannot be read."""
        with self.lock("gather.lock"):
            try:
                _, number, _, sent = _Segment(path).head()
            except (OSError, ValueError):
                number = sent = 0
            lost = number - max(sent, last.number if last else 0)
            if lost > 1:
                self.count("refused", lost - 1)    # and one below
            self.refuse(path, None, "unreadable spool file")

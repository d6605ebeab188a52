"""Many messages in one file of the spool."""
import contextlib
import os
import struct


class _Segment:
    """A head, then gzips behind their lengths. What a crash left behind the end counts for nothing
    and is written over. One writes there (gather.lock), one says what was sent (flush.lock)."""
    MAGIC = b"runlens1"
    HEAD = struct.Struct(">8sQQQQ")     # magic; end, messages; the same of those that were sent
    NUMBERS, LENGTH = struct.Struct(">QQ"), struct.Struct(">I")

    def __init__(self, path):
        self.path = path

    def head(self):
        """-> end, messages, end of what was sent, messages sent; raises ValueError and OSError"""
        with open(self.path, "rb") as f:
            return self.read_head(f)

    def read_head(self, f):
        data = f.read(self.HEAD.size)
        if not data:
            return self.HEAD.size, 0, self.HEAD.size, 0    # a crash came first
        if len(data) < self.HEAD.size:
            raise ValueError("cut short")
        magic, end, number, sent, sent_number = self.HEAD.unpack(data)
        if magic != self.MAGIC or not self.HEAD.size <= sent <= end:
            raise ValueError("no head")
        return end, number, sent, sent_number

    def append(self, messages):
        """[gzip]: all or none of them."""
        with open(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as f:
            end, number, _, _ = self.read_head(f)
            if number == 0:
                f.seek(0)
                f.write(self.HEAD.pack(self.MAGIC, end, 0, end, 0))
            f.seek(end)
            for data in messages:
                f.write(self.LENGTH.pack(len(data)) + data)
                end, number = end + self.LENGTH.size + len(data), number + 1
            f.flush()
            f.seek(len(self.MAGIC))
            f.write(self.NUMBERS.pack(end, number))

    def unsent(self):
        """(gzip, _InSegment) of each that was not sent; raises ValueError where it cannot go on."""
        with open(self.path, "rb") as f:
            end, _, at, number = self.read_head(f)
            while at < end:
                f.seek(at)
                before = f.read(self.LENGTH.size).ljust(self.LENGTH.size, b"\0")
                length, = self.LENGTH.unpack(before)
                at, number = at + self.LENGTH.size + length, number + 1
                data = f.read(length) if 0 < length and at <= end else b""
                if not data or len(data) < length:
                    raise ValueError("broken")
                yield data, _InSegment(self, at, number, at == end)


class _InSegment:
    """A message of a segment: where it ends, how many there are up to it, and none behind it."""

    def __init__(self, segment, end, number, is_last):
        self.segment, self.end, self.number, self.is_last = segment, end, number, is_last

    def done(self):
        """It and all before it need not be sent again."""
        with contextlib.suppress(OSError), open(self.segment.path, "r+b") as f:
            f.seek(len(_Segment.MAGIC) + _Segment.NUMBERS.size)
            f.write(_Segment.NUMBERS.pack(self.end, self.number))

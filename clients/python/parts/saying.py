"""Numbers of the environment, and the little that is said on stderr."""
import contextlib
import os
import sys


def _number(name, default):
    try:
        number = float(os.environ[name])
        return number if number >= 0 else default    # also not for "nan"
    except (KeyError, ValueError):
        return default


_verbose = bool(_number("RUNLENS_VERBOSE", 0))
_on_terminal = False


def _say(text, new=False):
    """Only where asked for; a new problem also where a person reads along."""
    if _verbose or new and _on_terminal:
        with contextlib.suppress(Exception):
            printable = "".join(c if c.isprintable() else "?" for c in text[:1000])
            sys.stderr.write("runlens: %s\n" % printable)


def _quietly(call, *args, **kwargs):
    """Nothing that goes wrong with Runlens reaches the program."""
    try:
        return call(*args, **kwargs)
    except Exception as error:
        with contextlib.suppress(Exception):
            _say("not kept: %r" % error)
        return None

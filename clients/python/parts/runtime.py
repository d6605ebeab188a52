"""The runtime of the downloads, which runs what is recorded."""
import json
import os
import re
import sys
import tempfile
import threading
import typing


HEADER = "#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\n# A run being recorded by Runlens\n"
_PARTS: typing.Dict[str, str] = {}    # filled at the end of the one file, from lib/bundle

_runtime_names: typing.Dict[str, typing.Any] = {}
_runtime_lock = threading.Lock()


def _runtime():
    """The functions of the runtime, for the few that the recorder needs too."""
    with _runtime_lock:
        if not _runtime_names:
            path = list(sys.path)
            nowhere = os.path.join(tempfile.gettempdir(), "-", "replay.py")
            names = {"__name__": "runlens_replay", "__file__": nowhere}
            exec(compile(_PARTS["runtime"], "<replay>", "exec"), names)
            sys.path[:] = path
            names["runtime"] = _runtime_text()
            names["load"]("run")
            names["load"]("record")
            _runtime_names.update(names)
    return _runtime_names


def _runtime_text():
    """As it ends a file: each part a string, which is compiled when it is needed."""
    quote = "'" * 3
    return "".join("\n#=== %s ===\nr%s\n%s%s" % (name, quote, text, quote)
                   for name, text in _PARTS.items()) + "\n"


def _bundle(code, context, recorded):
    """The file that runs, in the layout that any code survives."""
    code_lines = re.findall("[^\n]*\n|[^\n]+", code)
    return "".join([
        HEADER, _runtime()["LAUNCHER"], "\n#>>> action json\n",
        *("#| %s\n" % json.dumps(line) for line in code_lines),
        '#<<< action\n\nCONTEXT = r"""\n', context,
        '\n"""\n\nRECORDED = r"""\n', json.dumps(recorded),
        '\n"""\n', _runtime_text()])

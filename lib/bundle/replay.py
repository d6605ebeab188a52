"""Runs the action of a Runlens bundle and gives the output that was recorded.

Python 3.8 or newer, standard library only. The file that carries this text also carries the action,
its context and its recording. The recording itself was made by this same text (--record), so a
recording and its replay cannot drift apart.

  python3 FILE                  run as recorded: same clock, randomness, hash order, environment, stdin
  python3 FILE --verify         run and compare with the recording: 0 same, 1 different, 2 no recording
  python3 FILE --context OTHER  run with the JSON of another file as the context
  python3 FILE --recorded       print the recorded output, run nothing
  python3 FILE --live           nothing frozen: the real clock, randomness, environment and stdin
  python3 FILE --full-traceback keep the frames of the standard library and of packages
  python3 FILE --debug          real file name and lines, so that breakpoints bind

An action finds the globals context, ValidationError, ValidationWarning and mutations (a list to append
to), and may set result. ValidationError blocks, ValidationWarning warns and exits 0.
"""
import os
import sys

# A json.py or random.py beside the download must not shadow the standard library.
sys.path[:] = [p for p in sys.path
               if os.path.abspath(p or ".") != os.path.dirname(os.path.abspath(__file__))]

import atexit, base64, builtins, gc, itertools, json, linecache, re, threading, time, traceback, types, warnings

ACTION = "<action>"
RUNTIME_MARK = "\n#=== runtime ===\n"
LAUNCHER = ('exec(compile(open(__file__, encoding="utf-8").read().rpartition("\\n#=== runtime ===\\n")[2], '
            '"<replay>", "exec"), {"__name__": "<replay>", "__file__": __file__})\n')
CLOCK_CAP = 100_000          # readings kept of one clock
PAST_TAPE_NS = 1_000_000     # past the end of the tape every reading adds 1 ms, so that waiting loops end
NOT_RECORDED = "not recorded: nothing to compare with"
open_file, dumps = open, json.dumps    # the action may replace them


class ValidationError(Exception):
    pass


class ValidationWarning(Exception):
    pass


ValidationError.__module__ = ValidationWarning.__module__ = "__main__"


# ---- the file: action, context, recording ----------------------------------------------------------

def read_bundle(file):
    """-> code, line of the file before its first line, context JSON text, recording JSON text"""
    with open_file(file, encoding="utf-8") as f:
        body = f.read().rpartition(RUNTIME_MARK)[0] + "\n"
    body, _, recorded = body.rpartition('\nRECORDED = r"""\n')
    body, _, context = body.rpartition('\nCONTEXT = r"""\n')
    begin = re.search("^(?:r'''|r\"\"\"|)#>>> action([a-z -]*)\n", body, re.M)
    ends = list(re.finditer("^(?:'''|\"\"\"|)#<<< action$", body, re.M))
    if not begin or not ends:
        sys.exit("The lines that mark the action (#>>> action, #<<< action) are gone from this file.")
    flags, code = begin.group(1).split(), body[begin.end():ends[-1].start()]
    if "json" in flags:
        code = "".join(json.loads(line[3:]) for line in code.split("\n") if line.startswith("#| "))
    if "no-eol" in flags:
        code = code[:-1]
    if "future" in flags:
        code = re.sub(r"^#~ (?=[ \t]*from[ \t]+__future__[ \t])", "", code, flags=re.M)
    context, recorded = (t[:t.rindex('"""')] if '"""' in t else t for t in (context, recorded))
    return code, body.count("\n", 0, begin.end()), context, recorded


def hide_future(code):
    """Python takes `from __future__` only at the top of a file, where the launcher stands."""
    return re.sub(r"^(?=[ \t]*from[ \t]+__future__[ \t])", "#~ ", code, flags=re.M)


def choose_layout(code):
    """plain only if Python really compiles the finished text without a word."""
    if "\0" in code or code.endswith("\r") or re.search("[\ud800-\udfff]", code):
        return "json"
    ambiguous = re.search(r"^#~ [ \t]*from[ \t]+__future__[ \t]", code, re.M)
    text = LAUNCHER + "\n#>>> action\n" + hide_future(code) + "\n#<<< action\n\nCONTEXT = 0\nRECORDED = 0\n"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            compile(text, "bundle", "exec", dont_inherit=True)
        if not ambiguous:
            return "plain"
    except Exception:
        pass
    for quote in ("'''", '"""'):
        if not re.search(r"(?s)^(?:[^\\]|\\.)*?" + quote, code) or not _ends_early(code, quote):
            return "quoted"
    return "json"


def _ends_early(code, quote):
    at = 0
    while True:
        at = min((i for i in (code.find("\\", at), code.find(quote, at)) if i >= 0), default=-1)
        if at < 0 or code[at] != "\\":
            return at >= 0
        at += 2


def parse_json(text):
    """json.loads without a limit on digits or on depth."""
    limit = getattr(sys, "get_int_max_str_digits", lambda: None)()
    if limit is not None:
        sys.set_int_max_str_digits(0)
    try:
        return json.loads(text)
    except RecursionError:
        return parse_deep_json(text)
    finally:
        if limit is not None:
            sys.set_int_max_str_digits(limit)

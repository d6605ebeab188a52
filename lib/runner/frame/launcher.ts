/**
 * Python that starts a bundle as `python3 bundle.py --outcome FILE` would: the runtime at the end of the
 * file is run as its launching line does, and afterwards what the end of a process does. What the runtime
 * needs is imported beforehand, while nobody waits, and what `_prepare` is given is compiled: in a browser
 * that takes longer than most actions. Gives the version of Python.
 */
export const LAUNCHER = `
import atexit, base64, datetime, gc, hashlib, io, json, linecache, os, random, re, sys, threading, traceback, uuid

_known = {}
_RARE = "deep ", "watch ", "network ", "http ", "verify "

def _prepare(runtime):
    first, *others = runtime.split("\\n#=== ")
    try:
        texts = [other.split("'''")[1] for other in others if not other.startswith(_RARE)]
        for text in (first.strip("r'\\n"), *texts):
            _known[text] = compile(text, "<replay>", "exec", dont_inherit=True)
    except Exception:
        pass    # of a file that somebody has edited: its run says what is wrong

def _compile(text, *how, **also):
    return _known.get(text) or compile(text, *how, **also)

def _start(file="/bundle/bundle.py", outcome="/bundle/outcome.json"):
    sys.argv = [file, "--outcome", outcome]
    os.environ["_REPLAY"] = "1"
    if os.path.exists(outcome):
        os.remove(outcome)
    streams = sys.stdin, sys.stdout, sys.stderr
    with open(file, encoding="utf-8") as f:
        below = f.read().split("\\n#=== runtime ===\\n")[-1]
    runtime = below.split("\\n#=== ")[0].strip("r'\\n")
    code = 0
    try:
        names = {"__name__": "<replay>", "__file__": file, "compile": _compile}
        exec(_compile(runtime, "<replay>", "exec"), names)
    except SystemExit as error:
        code = error.code
        if code is not None and not isinstance(code, int):
            print(code, file=sys.stderr)
            code = 1
    except BaseException:
        sys.excepthook(*sys.exc_info())
        code = 1
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr, *streams[1:]):
        try:
            stream.flush()
        except Exception:
            pass
    sys.stdin, sys.stdout, sys.stderr = streams
    return (code or 0) & 255

# An interpreter may begin with the memory of another: its chances are its own.
random.seed()
"%d.%d.%d" % sys.version_info[:3]
`;

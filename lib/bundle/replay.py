"""Runs the action of a Runlens bundle and gives the output that was recorded.

Python 3.8 or newer, standard library only; python3 FILE --help says how. The recording was made by
this same text, with one more part, so that a recording and its replay cannot drift apart.
"""
import os
import sys

# A json.py or random.py beside the download must not shadow the standard library.
_here = os.path.dirname(os.path.abspath(__file__))
sys.path[:] = [p for p in sys.path if os.path.abspath(p or ".") != _here]

import builtins, json, re

# An action may replace any of them.
__builtins__, open_file = dict(vars(builtins)), open

def load(part, compile=compile, exec=exec):
    """What stands below this text, as it is needed: to compile it takes longer than most actions.
    The parts are strings because Python compiles what it finds in a file even if it never runs."""
    found = runtime.partition("\n#=== %s ===\n" % part)[2].split("'" * 3)
    if len(found) < 3:
        sys.exit("This file has no part %s." % part)
    exec(compile(found[1], "<replay>", "exec"), globals())

# ---- the file: action, context, recording --------------------------------------------------------

def read_bundle(file):
    """-> code, lines of the file above it, JSON text of the context, JSON text of the recording"""
    global runtime
    with open_file(file, encoding="utf-8") as f:
        body, _, runtime = f.read().rpartition("\n#=== runtime ===\n")
    body += "\n"
    # The last of each counts: JSON cannot hold these lines, the code can.
    body, _, recorded = body.rpartition('\nRECORDED = r"""\n')
    body, _, context = body.rpartition('\nCONTEXT = r"""\n')
    begin = re.search("^(?:r'{3}|r\"{3}|)#>>> action([a-z -]*)\n", body, re.M)
    end = max(body.rfind("\n" + quote + "#<<< action\n") for quote in ("", "'" * 3, '"' * 3))
    if not begin or end < begin.end() - 1 or not ('"' * 3 in context and '"' * 3 in recorded):
        sys.exit("This file has lost a line that marks its parts "
                 "(#>>> action, #<<< action, CONTEXT, RECORDED).")
    flags, code = begin.group(1).split(), body[begin.end():end + 1]
    if "json" in flags:
        code = "".join(json.loads(line[3:]) for line in code.split("\n") if line.startswith("#| "))
    elif "no-eol" in flags:
        code = code[:-1]
    if "future" in flags:
        code = re.sub(r"^#~ (?=[ \t]*from[ \t]+__future__[ \t])", "", code, flags=re.M)
    context, recorded = (text[:text.rindex('"' * 3)] for text in (context, recorded))
    return code, body.count("\n", 0, begin.end()), context, recorded

def parse_json(text):
    """json.loads without a limit on the digits of an integer or on depth"""
    limit = getattr(sys, "get_int_max_str_digits", lambda: None)()
    if limit is not None:
        sys.set_int_max_str_digits(0)
    try:
        return json.loads(text)
    except RecursionError:
        load("deep")
        return parse_deep_json(text)
    finally:
        if limit is not None:
            sys.set_int_max_str_digits(limit)

# ---- starting ------------------------------------------------------------------------------------

def start(file, argv, frozen, record, timeout, **streams):
    """Hash order is fixed before Python starts, so the file starts itself again. -> exit status"""
    env = {name: value for name, value in os.environ.items()
           if not name.startswith("PYTHON") or name in ("PYTHONHOME", "PYTHONPATH")}
    fresh = 1 + int.from_bytes(os.urandom(4), "big") % (2**32 - 1) if record else None
    seed = frozen.get("hash_seed", fresh)
    env.update({} if seed is None else {"PYTHONHASHSEED": str(seed)})
    env.update(_REPLAY="1", LC_ALL="C.UTF-8")
    command = [sys.executable, "-X", "utf8", file, *argv]
    if os.name == "posix" and not timeout and not streams:
        os.execve(sys.executable, command, env)
    load("watch")
    return watch(command, env, timeout, streams)

OPTIONS = ("--verify", "--recorded", "--live", "--full-traceback", "--debug", "--help", "--context",
           "--record", "--outcome", "--report")

def main(file, argv):
    file, options = os.path.abspath(file), dict.fromkeys(OPTIONS)
    code, line, context, recorded = read_bundle(file)
    if argv:
        load("options")
        read_options(argv, options)
    try:
        recorded = parse_json(recorded)
    except ValueError as error:
        sys.exit("The recording in this file cannot be read: %s" % error)
    recorded = recorded if isinstance(recorded, dict) else {}
    frozen = recorded.get("frozen") or {}
    timeout = frozen.get("timeout") if recorded.get("outcome") == "timeout" else None
    if options["--verify"] or options["--recorded"]:
        load("run")
        load("verify")
        return compare(file, recorded, timeout, options)
    traced = sys.gettrace() or "debugpy" in sys.modules or "pydevd" in sys.modules
    options["--debug"] = bool(traced or options["--debug"])
    if not (traced or options["--live"] or os.environ.get("_REPLAY")) and sys.executable:
        try:
            return start(file, argv, frozen, options["--record"], timeout)
        except OSError:
            pass    # where no process may be started; set order is all that may differ
    load("run")
    if options["--outcome"]:
        load("outcome")
    try:
        if options["--context"]:
            with open_file(options["--context"], encoding="utf-8-sig") as f:
                context = f.read()
        context = parse_json(context)
    except (OSError, ValueError) as error:
        sys.stderr.write("The context cannot be read: %s\n" % error)
        return 2
    return run(file, options, code, line, context, recorded)

if __name__ == "<replay>":
    sys.exit(main(__file__, sys.argv[1:]))

# ---- comparing with the recording ----------------------------------------------------------------

NOT_RECORDED = "not recorded: nothing to compare with"
PARTS = ("stdout", "stderr", "exit_code", "outcome", "validation_message", "result", "mutations")
DIFF_BYTES = 65536    # of each difference in a report

def recorded_bytes(output, name):
    if output.get(name + "_base64") is not None:
        import base64
        return base64.b64decode(output[name + "_base64"])
    return None if output.get(name) is None else output[name].encode("utf-8", "surrogatepass")

def run_again(file, recorded, timeout):
    """-> what comes out now, as in a recording; stdout and stderr as bytes"""
    import subprocess, tempfile
    now = {"outcome": "exit", "validation_message": None, "result": None, "mutations": []}
    with tempfile.TemporaryDirectory() as folder:
        out, err, path = (os.path.join(folder, name) for name in ("out", "err", "outcome"))
        with open_file(out, "wb") as o, open_file(err, "wb") as e:
            code = start(file, ["--outcome", path], recorded.get("frozen") or {}, False, timeout,
                         stdin=subprocess.DEVNULL, stdout=o, stderr=e)
        code = 128 - code if code < 0 else code
        if timeout and code == 137:
            now.update(outcome="timeout", validation_message=recorded.get("validation_message"))
        elif os.path.exists(path) and os.path.getsize(path):
            with open_file(path, encoding="utf-8") as f:
                now = parse_json(f.read())
        elif code > 128:
            now["outcome"] = "killed"
        with open_file(out, "rb") as o, open_file(err, "rb") as e:
            return {**now, "exit_code": code, "stdout": o.read(), "stderr": e.read()}

def part_bytes(output, name):
    """-> None when it was not recorded"""
    if name.startswith("std"):
        data = output.get(name)
        return data if isinstance(data, bytes) else recorded_bytes(output, name)
    return json.dumps(output[name], sort_keys=True).encode() if name in output else None

def find_differences(before, after, timeout):
    """-> [(part, bytes before, bytes after)], whether addresses of memory had to be masked"""
    different, masked = [], False
    addresses = lambda data: re.sub(rb"\b0x[0-9a-fA-F]{4,}", b"0x...", data)
    for name in PARTS:
        a, b = part_bytes(before, name), part_bytes(after, name) or b"null"
        if name.startswith("std"):
            b = after[name]
            if a is None or is_whole(before, name, a, b) \
                    or timeout and (a.startswith(b) or b.startswith(a)):
                continue    # stopped from outside: not at the same place
        if a is not None and a != b:
            masked = True
            if addresses(a) != addresses(b):
                different.append((name, a, b))
    return different, masked

def is_whole(recorded, name, before, after):
    """Of a long stream the recording keeps the beginning, and of the whole the length and hash."""
    import hashlib
    return (after.startswith(before) and recorded.get(name + "_bytes") == len(after)
            and recorded.get(name + "_sha256") == hashlib.sha256(after).hexdigest())

def is_wording(recorded, now, names):
    """Whether all that differs is the text of an error: the same one, raised at the same place."""
    def places(output):
        text = part_bytes(output, "stderr") or b""
        return re.findall(rb'^  File ".*", line \d+(?:, in .*)?$|^Traceback .*$', text, re.M)

    def kind(output):
        return output.get("outcome"), (output.get("validation_message") or "").partition(":")[0]

    return (names <= {"stderr", "validation_message"} and places(recorded) == places(now)
            and all(part_bytes(recorded, name) is not None for name in PARTS)
            and ("validation_message" not in names
                 or kind(recorded)[0] == "error" and kind(recorded) == kind(now)))

def make_safe(text, keep=""):
    """Without what would control the reader's terminal, or turn or hide text on it."""
    unsafe = ("[^%s\t -~\xa0-\uffff\U00010000-\U0010ffff]"
              "|[\u200b-\u200f\u2028-\u202e\u2066-\u2069]" % keep)
    return re.sub(unsafe, lambda found: found.group().encode("unicode_escape").decode(), text)

def diff_text(name, before, after, names):
    import difflib

    def lines(data):
        text = make_safe(data.decode("utf-8", "backslashreplace"), keep="\n")
        return [line + "\n" for line in text.split("\n")]

    name, head, a, b = name.replace("_", " "), "", lines(before), lines(after)
    if len(a) + len(b) > 5000:    # difflib takes minutes on long texts: from there on
        first = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
        head = "%s: first difference in line %d\n" % (name, first + 1)
        a, b = a[first:first + 20], b[first:first + 20]
    titles = ["%s %s" % (name, when) for when in names]
    return head + "".join(difflib.unified_diff(a, b, *titles))

def judge(file, recorded, timeout):
    """-> outcome for a report, [(part, text of the difference)], masked, what to print"""
    now = run_again(file, recorded, timeout)
    different, masked = find_differences(recorded, now, timeout)
    if not different:
        return "same", [], masked, "SAME (memory addresses apart)" if masked else "SAME as recorded"
    diffs = [(name, diff_text(name, a, b, ("recorded", "now"))) for name, a, b in different]
    if now.get("needs_network"):
        calls = make_safe("; ".join(now["needs_network"][:3]))
        return "needs_network", diffs, False, (
            "NEEDS NETWORK: %s was not recorded; --live goes out" % calls)
    unsteady, _ = find_differences(now, run_again(file, recorded, timeout), timeout)
    if unsteady:
        diffs = [(name, diff_text(name, a, b, ("first", "second"))) for name, a, b in unsteady]
        return "non_deterministic", diffs, False, (
            "NOT DETERMINISTIC: two runs of this file differ in " + spoken(unsteady))
    version = "%d.%d.%d" % sys.version_info[:3]
    versions = "recorded with Python %s, this is %s" % (
        make_safe(str(recorded.get("python", "of an unknown version"))), version)
    minor = str(recorded.get("python", version)).split(".")[:2]
    text = "DIFFERENT: %s (%s)" % (spoken(different), versions)
    if minor != version.split(".")[:2]:
        text = text[:-1] + ": it may be the interpreter's wording)"
        if is_wording(recorded, now, {name for name, _, _ in different}):
            text = ("DIFFERENT in the text of %s only (%s: it may be the interpreter's wording); "
                    "same exit code, outcome, exception type, lines of the traceback, result, "
                    "mutations and stdout" % (spoken(different), versions))
    return "different", diffs, False, text

def spoken(different):
    return ", ".join(name.replace("_", " ") for name, _, _ in different)

def compare(file, recorded, timeout, options):
    """--verify and --recorded. -> exit status"""
    if recorded.get("recorded") is False or not any(
            recorded.get(name) is not None
            for name in ("stdout", "stdout_base64", "stderr", "exit_code")):
        sys.stderr.write(NOT_RECORDED + "\n")
        return 2
    if options["--recorded"]:
        sys.stdout.buffer.write(recorded_bytes(recorded, "stdout") or b"")
        sys.stderr.buffer.write(recorded_bytes(recorded, "stderr") or b"")
        return recorded.get("exit_code") or 0
    getattr(sys.stdout, "reconfigure", dict)(errors="backslashreplace")
    outcome, diffs, masked, text = judge(file, recorded, timeout)
    for _, diff in diffs:
        print(diff, end="")
    print(text, flush=True)
    if options["--report"] and not report(file, options["--report"], outcome, diffs, masked):
        return 3
    return 0 if outcome == "same" else 1

# ---- telling a server ----------------------------------------------------------------------------

def report(file, url, outcome, diffs, masked):
    """Prints what the server answers. -> whether it has taken the report"""
    import urllib.error, urllib.parse, urllib.request

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *args):
            return None    # the key goes to the server that was named and to no other

    with open_file(file, encoding="utf-8", newline="") as f:
        text = f.read()
    found = re.search("^# Execution log: (.*?)\r?$", re.split(r"\n(?:exec|f = open)\(", text)[0],
                      re.M)
    key = os.environ.get("RUNLENS_API_KEY", "").strip()
    try:
        where = urllib.parse.urlsplit(url)
        if where.scheme not in ("http", "https") or not where.hostname:
            raise ValueError("%s is no http or https address" % url)
        if not key:
            raise ValueError("RUNLENS_API_KEY is not set")
        if not found:
            raise ValueError("the file has lost its line # Execution log")
        origin = "%s://%s" % (where.scheme, where.netloc.rpartition("@")[2])
        body = {"outcome": outcome, "python": "%d.%d.%d" % sys.version_info[:3],
                "implementation": sys.implementation.name, "bundle_sha256": bundle_sha256(text),
                "masked": masked,
                "differences": [{"part": name, "diff": shorten(diff)} for name, diff in diffs]}
        request = urllib.request.Request(
            "%s/api/v1/executions/%s/verdict" % (origin, urllib.parse.quote(found[1], safe="")),
            json.dumps(body).encode(), {
                "Content-Type": "application/json", "Accept": "application/json",
                "Authorization": "Bearer " + key})
        near = where.hostname in ("localhost", "::1") or where.hostname.startswith("127.")
        proxies = urllib.request.ProxyHandler({} if near else None)
        with urllib.request.build_opener(Stay, proxies).open(request, timeout=30) as answer:
            said = json.loads(answer.read(1 << 20) or b"{}")
        verdict = said.get("verdict") if isinstance(said, dict) else None
        print("Reported to %s: %s" % (make_safe(origin), make_safe(str(verdict or outcome))))
        return True
    except urllib.error.HTTPError as error:
        try:
            said = json.loads(error.read(1 << 20))
            why = ": ".join(str(said[name]) for name in ("title", "detail") if said.get(name))
        except (ValueError, AttributeError, OSError):
            why = ""
        why = "%d %s" % (error.code, why or error.reason)
    except (OSError, ValueError) as error:
        why = str(getattr(error, "reason", error))
    print("Not reported: " + make_safe(why[:2000]))
    return False

def bundle_sha256(text):
    """Of action, context and recording, as they stand in the file: an edit or a new version of them
    gives another; the comments above and the runtime below count for nothing."""
    import hashlib
    text = text.replace("\r\n", "\n")
    begin = re.search("^(?:r'{3}|r\"{3}|)#>>> action[a-z -]*\n", text, re.M).start()
    text = text[begin:text.rindex("\n#=== runtime ===\n") + 1]
    return hashlib.sha256(text.encode()).hexdigest()

def shorten(diff):
    data = diff.encode("utf-8", "replace")
    if len(data) <= DIFF_BYTES:
        return data.decode()
    note = "\n... cut here: %d bytes in all\n" % len(data)
    return data[:DIFF_BYTES - len(note)].decode("utf-8", "ignore") + note

/** The part of a file of cases that is the same in all of them. */
export const CASES_TEMPLATE = `LIMIT_S = 60        # a case that takes longer fails


def bundle_of(context, recorded):
    """The file that runs CODE with one context under the clock, entropy and input of its recording."""
    return "\\n".join([
        LAUNCHER, "", "#>>> action json", "#| " + json.dumps(CODE), "#<<< action", "",
        'CONTEXT = r"""', context, '"""', "", 'RECORDED = r"""', recorded, '"""', "",
        "#=== runtime ===", RUNTIME])


def rerun(context, recorded, limit_s):
    """-> how it ended, as a recording says it, and what it printed"""
    with tempfile.TemporaryDirectory() as folder:
        file, outcome = os.path.join(folder, "case.py"), os.path.join(folder, "outcome.json")
        with open(file, "w", encoding="utf-8", newline="\\n") as f:
            f.write(bundle_of(context, recorded))
        done = subprocess.run(
            [sys.executable, file, "--outcome", outcome], stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=limit_s)
        try:
            with open(outcome, encoding="utf-8") as f:
                now = json.load(f, parse_int=str)
        except (OSError, ValueError):
            # Killed, or stopped at the time at which the recorded run was stopped.
            now = {"outcome": "timeout" if done.returncode == 137 else "killed"}
        return now, done.stdout, done.stderr


def printed(expected):
    """The recorded bytes of stdout, or None where they were not recorded"""
    if expected.get("stdout_base64") is not None:
        return base64.b64decode(expected["stdout_base64"])
    text = expected.get("stdout")
    return None if text is None else text.encode("utf-8", "surrogatepass")


def readable(text):
    """Without memory addresses, which differ in every run"""
    if isinstance(text, bytes):
        text = text.decode("utf-8", "backslashreplace")
    return None if text is None else re.sub(r"\\b0x[0-9a-fA-F]{4,}", "0x...", text)


class Cases(unittest.TestCase):
    def same(self, name, now, before, said):
        """Shows where a text begins to differ: a whole diff of long texts takes minutes."""
        if now == before:
            return
        a, b = (str(text).split("\\n") for text in (before, now))
        first = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
        lines = ["- " + ascii(line)[:300] for line in a[first:first + 5]]
        lines += ["+ " + ascii(line)[:300] for line in b[first:first + 5]]
        where = "%s differs from line %d on (- recorded, + now):\\n" % (name, first + 1)
        self.fail(where + "\\n".join(lines) + said)

    def check(self, context, recorded, expected):
        expected = json.loads(expected)
        # One that was stopped while it was recorded is stopped by its own limit.
        limit_s = None if expected.get("outcome") == "timeout" else LIMIT_S
        now, stdout, stderr = rerun(context, recorded, limit_s)
        said = "\\n" + stderr.decode("utf-8", "backslashreplace")
        is_stopped = now["outcome"] in ("timeout", "killed")
        for name in ("outcome", "validation_message"):
            if name in expected and not (is_stopped and name == "validation_message"):
                self.same(name, readable(now.get(name)), readable(expected[name]), said)
        before = printed(expected)
        if before is None or is_stopped:    # stopped from outside: not at the same place
            return
        if "stdout_sha256" in expected:     # of a long stream the beginning is recorded
            now_sha256 = hashlib.sha256(stdout).hexdigest()
            if now_sha256 == expected["stdout_sha256"]:
                return
            stdout = stdout[:len(before)]
            self.same("stdout", readable(stdout), readable(before), said)
            self.fail("stdout goes on differently than recorded" + said)
        self.same("stdout", readable(stdout), readable(before), said)
`;

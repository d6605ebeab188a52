#!/usr/bin/env python3
"""Verifies every log of this folder and prints a table.

Python 3.8 or newer, standard library only.

  python3 run_all.py               runs every file with --verify, as many at once as there are cores;
                                   exits with 0 all the same, 1 some differ
  python3 run_all.py --report URL  tells the server at URL of each, with the key in RUNLENS_API_KEY;
                                   exits with 3 when it does not take one
  python3 run_all.py NAME.py ...   only these
"""
import os
import sys

# A file beside it must not shadow the standard library.
FOLDER = os.path.dirname(os.path.abspath(__file__))
sys.path[:] = [path for path in sys.path if os.path.abspath(path or ".") != FOLDER]

import concurrent.futures, hashlib, json, re, subprocess, time

VERDICT = re.compile("^(SAME|DIFFERENT|NOT DETERMINISTIC|NEEDS NETWORK)\\b.*", re.M)


def read_manifest():
    """-> {name: sha256 of the file as it was downloaded}"""
    try:
        with open(os.path.join(FOLDER, "manifest.json"), encoding="utf-8") as f:
            return {file["name"]: file["sha256"] for file in json.load(f)["files"]}
    except FileNotFoundError:
        own = os.path.basename(__file__)
        return {name: None for name in os.listdir(FOLDER) if name.endswith(".py") and name != own}


def verify(name, sha256, options):
    """-> exit status, verdict in words, seconds"""
    path, began = os.path.join(FOLDER, name), time.monotonic()
    try:
        with open(path, "rb") as f:
            edited = sha256 is not None and hashlib.sha256(f.read()).hexdigest() != sha256
    except OSError as error:
        return 1, "cannot be read: %s" % error.strerror, 0
    done = subprocess.run([sys.executable, path, "--verify", *options], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, err = (data.decode("utf-8", "replace") for data in (done.stdout, done.stderr))
    found, status = VERDICT.findall(out), done.returncode
    if found:
        words = [line[0] for line in VERDICT.finditer(out)][-1]
    elif status == 2:
        words = "not recorded"
    elif status == 0 and not out:
        words, status = "no code", 2
    else:
        words, status = "cannot be run: %s" % (err.strip().split("\n")[-1] or status), 1
    if status == 3:
        words = "%s - %s" % (words, out.rstrip().split("\n")[-1])
        status = 3 if words.startswith("SAME") else 1
    return status, words + (" (edited since it was downloaded)" if edited else ""), \
        time.monotonic() - began


def main(arguments):
    if "--help" in arguments or "-h" in arguments:
        print(__doc__, end="")
        return 0
    options = []
    if "--report" in arguments:
        at = arguments.index("--report")
        options, arguments = arguments[at:at + 2], arguments[:at] + arguments[at + 2:]
        if len(options) < 2:
            sys.exit("--report needs the address of a server")
    manifest = read_manifest()
    unknown = [name for name in arguments if name not in manifest]
    if unknown:
        sys.exit("not in this folder: %s, see --help" % ", ".join(unknown))
    names = arguments or sorted(manifest)
    width, statuses = max([len(name) for name in names] + [4]), []
    print("%-*s  %7s  verdict" % (width, "file", "seconds"))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        found = pool.map(lambda name: verify(name, manifest[name], options), names)
        for name, (status, words, seconds) in zip(names, found):
            statuses.append(status)
            print("%-*s  %7.2f  %s" % (width, name, seconds, words), flush=True)
    print("%d of %d the same" % (sum(status in (0, 3) for status in statuses), len(names)))
    return 1 if 1 in statuses else 3 if 3 in statuses else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

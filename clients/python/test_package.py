"""The package, its annotations, and the same file under every Python of this machine."""
import base64
import concurrent.futures
import glob
import hashlib
import importlib.util
import inspect
import os
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile
import unittest
import zipfile

import build_package
import runlens

HERE = pathlib.Path(__file__).resolve().parent

# What depends on the version: decorators, contexts, forks, the end of the interpreter, sockets.
EVERYWHERE = ["test_parts", "test_action", "test_execution", "test_handler",
              "test_ending.Exits.test_everything_is_sent_at_exit",
              "test_ending.Exits.test_a_server_that_hangs_takes_no_longer_than_the_deadline",
              "test_ending.Exits.test_forks_send_nothing_twice",
              "test_ending.Exits.test_processes_of_multiprocessing",
              "test_sender.Servers.test_connections_that_break"]


def find_pythons():
    """One interpreter of each minor version from 3.8 on but this one: (minor, path)."""
    root = os.environ.get("PYENV_ROOT") or os.path.join(os.path.expanduser("~"), ".pyenv")
    paths = glob.glob(os.path.join(root, "versions", "*", "bin", "python3.*"))
    for folder in ["/usr/bin", *os.environ.get("PATH", "").split(os.pathsep)]:
        paths += glob.glob(os.path.join(glob.escape(folder), "python3.*"))
    found = {}
    for path in paths:
        name = re.match(r"python3\.(\d+)$", os.path.basename(path))
        minor = int(name.group(1)) if name else 0
        if minor < 8 or minor == sys.version_info[1] or minor in found:
            continue
        # Asked, for it may be a version manager's script for a version that is not there.
        asked = subprocess.run([path, "-c", "import sys; print(sys.version_info[1])"],
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        if asked.returncode == 0 and asked.stdout.split() == [b"%d" % minor]:
            found[minor] = path
    return sorted(found.items())


class Package(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def test_the_wheel(self):
        path = os.path.join(self.folder, build_package.build_wheel(self.folder))
        with zipfile.ZipFile(path) as wheel:
            files = {name: wheel.read(name) for name in wheel.namelist()}
        about = "runlens-%s.dist-info/" % runlens.__version__
        self.assertEqual(files["runlens/__init__.py"], (HERE / "runlens.py").read_bytes())
        self.assertIn("runlens/py.typed", files)
        recorded = dict(line.split(",")[:2] for line in
                        files.pop(about + "RECORD").decode().splitlines()[:-1])
        self.assertEqual(recorded, {
            name: "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(data).digest())
            .decode().rstrip("=") for name, data in files.items()})
        done = self.python("-m", "runlens", "status", PYTHONPATH=path)
        self.assertIn(b'"waiting": 0', done)

    def test_pip_installs_it_without_a_network(self):
        if importlib.util.find_spec("pip") is None:    # as a wheel it was tried above
            return
        self.python("-m", "pip", "install", "--no-index", "--no-build-isolation", "--quiet",
                    "--disable-pip-version-check", "--target", self.folder, str(HERE))
        said = self.python("-c", "import runlens; print(runlens.__file__, runlens.__version__)",
                           PYTHONPATH=self.folder)
        where, version = said.decode().split()
        self.assertTrue(where.startswith(self.folder), where)
        self.assertEqual(version, runlens.__version__)
        script = os.path.join(self.folder, "bin", "runlens-py")
        self.assertIn(b"usage:", self.python(script, "--help", PYTHONPATH=self.folder))

    def test_the_source(self):
        name = build_package.build_sdist(self.folder)
        with tarfile.open(os.path.join(self.folder, name)) as packed:
            names = {entry.name.partition("/")[2] for entry in packed}
        self.assertEqual(names, {*build_package.SOURCES, "PKG-INFO"})

    def python(self, *arguments, **env):
        env = {**os.environ, "RUNLENS_SPOOL_DIR": os.path.join(self.folder, "spool"), **env}
        done = subprocess.run([sys.executable, *arguments], cwd=self.folder, env=env,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return done.stdout


class Annotations(unittest.TestCase):
    def test_everything_public_is_annotated(self):
        bare = []

        def look(name, thing):
            thing = inspect.unwrap(thing)
            if not inspect.isfunction(thing):
                return
            signature = inspect.signature(thing)
            given = [one for one in signature.parameters.values() if one.name != "self"]
            if signature.return_annotation is signature.empty or any(
                    one.annotation is one.empty for one in given):
                bare.append(name)

        for name in runlens.__all__:
            thing = getattr(runlens, name)
            look(name, thing)
            if inspect.isclass(thing):
                for inner, method in vars(thing).items():
                    if not inner.startswith("_") or inner in ("__init__", "__enter__", "__exit__"):
                        look("%s.%s" % (name, inner), method)
        self.assertEqual(bare, [])

    def test_everything_public_says_what_it_does(self):
        silent = [name for name in runlens.__all__ if not inspect.getdoc(getattr(runlens, name))]
        self.assertEqual(silent, [])


class EveryPython(unittest.TestCase):
    def test_the_same_under_each(self):
        def run(path):
            return subprocess.run(
                [path, "-W", "error::ResourceWarning", "-m", "unittest", *EVERYWHERE],
                cwd=str(HERE), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=600)

        pythons = find_pythons()
        with concurrent.futures.ThreadPoolExecutor(2) as pool:    # mostly they wait
            for (minor, _), done in zip(pythons, pool.map(run, [path for _, path in pythons])):
                with self.subTest("3.%d" % minor):
                    self.assertEqual(done.returncode, 0, done.stdout.decode("utf-8", "replace"))


if __name__ == "__main__":
    unittest.main()

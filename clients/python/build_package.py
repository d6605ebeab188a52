"""Builds the package out of the one file, with nothing but Python: to install it needs no network.

The file becomes a package of one module, for only a package can say that it is typed.
"""
import base64
import hashlib
import io
import pathlib
import re
import tarfile
import typing
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
SOURCES = ("runlens.py", "README.md", "pyproject.toml", "build_package.py", "example.py")
MAIN = "import sys\n\nfrom runlens import main\n\nsys.exit(main())\n"
WHEEL = "Wheel-Version: 1.0\nGenerator: runlens\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def build_wheel(wheel_directory: str, config_settings: typing.Any = None,
                metadata_directory: typing.Optional[str] = None) -> str:
    """Called by pip and build (PEP 517). -> name of the file"""
    about = "runlens-%s.dist-info/" % _version()
    files = {
        "runlens/__init__.py": _read("runlens.py"),
        "runlens/__main__.py": MAIN,
        "runlens/py.typed": "",
        about + "METADATA": _metadata(),
        about + "WHEEL": WHEEL,
        about + "entry_points.txt": "[console_scripts]\nrunlens-py = %s\n" % _setting("runlens-py"),
    }
    record = "".join("%s,sha256=%s,%d\n" % (name, _hash(text), len(text.encode()))
                     for name, text in files.items())
    files[about + "RECORD"] = "%s%sRECORD,,\n" % (record, about)
    wheel = "runlens-%s-py3-none-any.whl" % _version()
    path = pathlib.Path(wheel_directory, wheel)
    with zipfile.ZipFile(str(path), "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))    # the same file every time
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            packed.writestr(entry, text.encode())
    return wheel


def build_sdist(sdist_directory: str, config_settings: typing.Any = None) -> str:
    """Called by build (PEP 517). -> name of the file"""
    top = "runlens-%s" % _version()
    with tarfile.open(str(pathlib.Path(sdist_directory, top + ".tar.gz")), "w:gz",
                      format=tarfile.PAX_FORMAT) as packed:
        for name, text in [*((name, _read(name)) for name in SOURCES), ("PKG-INFO", _metadata())]:
            entry = tarfile.TarInfo("%s/%s" % (top, name))
            data = text.encode()
            entry.size = len(data)
            packed.addfile(entry, io.BytesIO(data))
    return top + ".tar.gz"


def _read(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _version() -> str:
    found = re.search('^__version__ = "(.+)"$', _read("runlens.py"), re.M)
    assert found
    return found.group(1)


def _setting(name: str) -> str:
    """A text of pyproject.toml; Python itself reads TOML from 3.11 on only."""
    found = re.search('^%s = "(.+)"$' % re.escape(name), _read("pyproject.toml"), re.M)
    assert found
    return found.group(1)


def _metadata() -> str:
    return ("Metadata-Version: 2.1\nName: runlens\nVersion: %s\nSummary: %s\nLicense: MIT\n"
            "Requires-Python: %s\nClassifier: Typing :: Typed\n"
            "Description-Content-Type: text/markdown\n\n%s" % (
                _version(), _setting("description"), _setting("requires-python"),
                _read("README.md")))


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()

"""The parts of runlens.py, which tools and people read one by one."""
import ast
import builtins
import os
import pathlib
import re
import subprocess
import symtable
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
PARTS = sorted((HERE / "parts").glob("*.py"))
GIVEN = {*dir(builtins), "__doc__", "__file__", "__name__"}
IMPORT = re.compile(r"^ *(?:import [\w.]+|from \.\w+ import (?:\([^)]*\)|.+))$", re.M)


def global_names(table):
    """Names that a module or anything within it takes from the module."""
    top = table.get_type() == "module"
    found = {symbol.get_name() for symbol in table.get_symbols()
             if (symbol.is_referenced() if top else symbol.is_global())}
    return found.union(*map(global_names, table.get_children()))


class Parts(unittest.TestCase):
    def test_each_can_be_loaded_by_itself(self):
        # Of each in a Python of its own only its own imports are there, in whatever order.
        code = "import importlib, sys\nfor name in sys.argv[1:]:\n" \
               "    for known in [n for n in sys.modules if n.startswith('parts')]:\n" \
               "        del sys.modules[known]\n" \
               "    importlib.import_module('parts.' + name)\n"
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", code, *(path.stem for path in PARTS)],
            cwd=str(HERE), env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.assertEqual((done.returncode, done.stdout), (0, b""), done.stdout.decode())

    def test_each_says_where_its_names_come_from(self):
        for path in PARTS:
            text = path.read_text(encoding="utf-8")
            table = symtable.symtable(text, path.name, "exec")
            symbols = table.get_symbols()
            known = {one.get_name() for one in symbols if one.is_assigned() or one.is_imported()}
            rest = IMPORT.sub("", text)
            unused = [one.get_name() for one in symbols if one.is_imported()
                      and not re.search(r"\b%s\b" % one.get_name(), rest)]
            with self.subTest(path.name):
                if path.stem != "about":    # it names what others have
                    self.assertEqual(sorted(global_names(table) - known - GIVEN), [])
                self.assertEqual(unused, [])

    def test_each_is_python_of_the_oldest_version_and_fits_into_a_head(self):
        for path in PARTS:
            text = path.read_text(encoding="utf-8")
            with self.subTest(path.name):
                tree = ast.parse(text, feature_version=(3, 8))
                self.assertTrue(ast.get_docstring(tree))
                self.assertLessEqual(len(text.splitlines()), 400)
                self.assertLessEqual(max(map(len, text.splitlines())), 100)


if __name__ == "__main__":
    unittest.main()

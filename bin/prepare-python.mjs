import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

// Run by pack-python.mjs as a process of its own, which gives the memory back.
//   node bin/prepare-python.mjs FROM TO
// FROM is the package, TO the folder that gets python_stdlib.zip and python_memory.bin.

const [from, to] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(from, 'pyodide.mjs')).href);

/**
 * Beside every module its compiled form: a third of what Python needs to start is compiling them. The
 * sources stay, for tracebacks. The form is the one that nobody compares with the source's time, which
 * would depend on the time zone.
 */
const COMPILE = `
import importlib._bootstrap_external as external, importlib.util, zipfile
with zipfile.ZipFile("/plain.zip") as plain, zipfile.ZipFile("/compiled.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
    for info in plain.infolist():
        source = plain.read(info)
        out.writestr(info, source, compress_type=zipfile.ZIP_DEFLATED)
        if not info.filename.endswith(".py"):
            continue
        code = compile(source, "/lib/python%d%d.zip/%s" % (*__import__("sys").version_info[:2], info.filename), "exec", dont_inherit=True)
        compiled = zipfile.ZipInfo(info.filename + "c", info.date_time)
        compiled.external_attr = info.external_attr
        out.writestr(compiled, external._code_to_hash_pyc(code, importlib.util.source_hash(source), False), compress_type=zipfile.ZIP_DEFLATED)
`;

const stdlib = join(to, 'python_stdlib.zip');
const compiler = await loadPyodide();
compiler.FS.writeFile('/plain.zip', readFileSync(join(from, 'python_stdlib.zip')));
compiler.runPython(COMPILE);
writeFileSync(stdlib, compiler.FS.readFile('/compiled.zip'));

// The memory of an interpreter that has started: the next one with this order of hashes begins there.
const started = await loadPyodide({
  stdLibURL: stdlib,
  env: { HOME: '/home/pyodide', PYTHONHASHSEED: '0', PYTHONUNBUFFERED: '1' },
  _makeSnapshot: true,
});
started.runPython('import hashlib, uuid');
writeFileSync(join(to, 'python_memory.bin'), started.makeMemorySnapshot());

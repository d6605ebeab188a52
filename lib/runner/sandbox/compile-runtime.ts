import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { childEnvironment } from '@/lib/env';
import type { AsUser, SandboxPython } from './sandbox-python';

/** As the launcher of a program and `load` of its runtime take them out of the file. */
const COMPILE = `
import importlib.util, marshal, sys
first, *others = sys.argv[1].split("\\n#=== ")
texts = [first.strip("r'\\n")] + [other.split("'''")[1] for other in others]
known = {text: compile(text, "<replay>", "exec", dont_inherit=True) for text in texts}
sys.stdout.buffer.write(importlib.util.MAGIC_NUMBER + marshal.dumps(known))
`;

const LIMIT_MS = 20_000;

/**
 * The runtime of a program, compiled by the Python that will run it, which takes longer than most
 * actions: the number of its bytecode, and marshalled the code of each part by its text. Nothing of an
 * action is in it.
 * @param program any that has the runtime
 */
export async function compileRuntime(
  python: SandboxPython,
  asUser: AsUser,
  program: string,
): Promise<Buffer> {
  const runtime = program.split('\n#=== runtime ===\n').at(-1) ?? '';
  const { stdout } = await promisify(execFile)(
    python.path,
    ['-X', 'utf8', '-s', '-c', COMPILE, runtime],
    { ...asUser, env: childEnvironment(), cwd: '/', timeout: LIMIT_MS, encoding: 'buffer' },
  );
  return stdout;
}

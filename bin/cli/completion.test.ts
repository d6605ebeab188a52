import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALL_COMMANDS } from './all-commands';
import { completionWords } from './completion-words';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let folder: string;
let env: NodeJS.ProcessEnv;

/** A `runlens` as people have it in their PATH, of what stands here. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runlens-completion-test-'));
  const file = join(folder, 'cli.mjs');
  await build({
    ...{ absWorkingDir: ROOT, entryPoints: ['bin/cli/cli.ts'], outfile: file, bundle: true },
    ...{ platform: 'node', format: 'esm', alias: { '@': ROOT }, logLevel: 'silent' },
    external: ['hyparquet-writer', 'jszip', 'pg'],
  });
  const runlens = join(folder, 'runlens');
  const program = `import { cli } from '${file}'; await cli(process.argv.slice(1));`;
  await writeFile(
    runlens,
    `#!/bin/sh\nexec '${process.execPath}' --input-type=module -e "${program}" -- "$@"\n`,
  );
  await chmod(runlens, 0o755);
  env = { ...process.env, PATH: `${folder}:${process.env.PATH}`, HOME: folder, TERM: 'dumb' };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What each shell does when Tab is pressed behind the words; the last of them may be empty. */
const PRESS_TAB: Record<string, (words: readonly string[]) => string> = {
  bash: (words) => `eval "$(runlens completion bash)"
    COMP_WORDS=(runlens ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}
    _runlens; printf '%s\\n' "\${COMPREPLY[@]}"`,
  // Its completion works in an editor only: what it hands to that is what counts.
  zsh: (words) => `compdef() { :; }; eval "$(runlens completion zsh)"
    compadd() { shift 2; printf '%s\\n' "$@"; }; _files() { :; }
    words=(runlens ${words.map((word) => `'${word}'`).join(' ')}); CURRENT=$#words
    _runlens`,
  fish: (words) => `runlens completion fish | source
    complete -C 'runlens ${words.join(' ')}' | string split -f 1 \\t; true`,
};

const SHELLS = Object.keys(PRESS_TAB).filter((shell) =>
  ['/bin', '/usr/bin', '/usr/local/bin'].some((place) => existsSync(join(place, shell))),
);

async function complete(shell: string, ...words: string[]): Promise<string[]> {
  const { stdout, stderr } = await run(shell, ['-c', PRESS_TAB[shell]?.(words) ?? ''], {
    env,
    cwd: folder,
  });
  expect(stderr).toBe('');
  return stdout.split('\n').filter(Boolean).sort();
}

describe.each(SHELLS)('completion in %s', (shell) => {
  it.each([
    [['ex'], ['export']],
    [['actions', ''], ['logs']],
    [
      ['list', '--format', ''],
      ['json', 'ndjson', 'table'],
    ],
  ])('gives what may stand at the end of %j', async (words, expected) => {
    expect(await complete(shell, ...words)).toEqual(expected);
  });
});

describe('what may stand next', () => {
  it.each([
    [[''], ['actions', 'bundle', 'export', 'start', 'worker']],
    [['list', '--fo'], ['--format']],
    [['import', '--format', 'a'], ['airflow']],
    [
      ['completion', ''],
      ['bash', 'fish', 'zsh'],
    ],
    [
      ['retry', '--code', ''],
      ['original', 'current'],
    ],
    [
      ['list', '--format', 'json', '--'],
      ['--limit', '--help'],
    ],
  ])('at the end of %j', (typed, expected) => {
    const words = completionWords(ALL_COMMANDS, typed);
    expect(words).toEqual(expect.arrayContaining(expected));
  });

  it.each([[['get', '']], [['start', '--']], [['nothing', '']], [['list', '--limit', '']]])(
    'is nothing that can be told at the end of %j',
    (typed) => {
      expect(completionWords(ALL_COMMANDS, typed)).toEqual([]);
    },
  );
});

describe('runlens completion', () => {
  it('is tried in one shell at least', () => {
    expect(SHELLS).toContain('bash');
  });

  it('refuses a shell that it does not know', async () => {
    const failed = await run('runlens', ['completion', 'tcsh'], { env }).catch((error) => error);
    expect(failed).toMatchObject({ code: 2 });
    expect(failed.stderr).toContain('bash, zsh, fish');
  });
});

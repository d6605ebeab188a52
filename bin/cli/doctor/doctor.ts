import { fileURLToPath } from 'node:url';
import { CliProblem, EXIT } from '../cli-problem';
import { defineCommand } from '../define-command';
import { plainText } from '../plain-text';
import type { Finding } from './finding';

const COLOURS = { ok: '\x1b[32m', note: '\x1b[33m', wrong: '\x1b[31m' };
const RESET = '\x1b[0m';
const WIDTH = 14;

/** `doctor`: what works here and what does not, in plain words. Its answer is a no where something matters. */
export const doctor = defineCommand({
  name: 'doctor',
  args: '',
  about: 'looks whether everything here works, and says what does not',
  options: {},
  run: async ({ positionals }, { terminal }) => {
    if (positionals.length > 0) throw new CliProblem('doctor takes nothing', EXIT.usage);
    // Beside this file in the build.
    const { examine } = (await import(new URL('./examine.mjs', import.meta.url).href)) as {
      examine: typeof import('./examine')['examine'];
    };
    let isWell = true;
    for await (const { kind, what, said } of examine(root(), process.env)) {
      await terminal.print(line({ kind, what, said }, terminal.isColoured));
      isWell &&= kind !== 'wrong';
    }
    return isWell;
  },
});

/** This file is in `dist`. */
const root = () => fileURLToPath(new URL('..', import.meta.url));

function line({ kind, what, said }: Finding, isColoured: boolean): string {
  const word = isColoured ? `${COLOURS[kind]}${kind.padEnd(5)}${RESET}` : kind.padEnd(5);
  return `${word}  ${what.padEnd(WIDTH)}  ${plainText(said)}`;
}

// Writes the texts of the Python runtime where they cannot be read as files: into TypeScript modules (a
// bundled server has no repository beside it) and into the one-file Python client.
import { readFileSync, writeFileSync } from 'node:fs';

const here = (path) => new URL(path, import.meta.url);
const read = (name) => readFileSync(here(name), 'utf8');

/** Each is a string of its own in the file, compiled when it is needed. */
const PARTS = {
  runtime: ['replay.py'],
  run: ['run.py', 'freeze.py'],
  http: ['http.py'],
  verify: ['verify.py'],
  record: ['record.py'],
};
const parts = Object.entries(PARTS).map(([name, files]) => {
  const text = files.map(read).join('\n');
  if (/'''|\n#=== /.test(text)) throw new Error(`${files} must not hold what ends a part`);
  return { name, text, marked: `#=== ${name} ===\nr'''\n${text}'''\n` };
});
const mark = '#=== runtime ===\n';
const replay = parts
  .slice(0, -1)
  .map(({ marked }) => marked)
  .join('')
  .slice(mark.length);
const record = parts.at(-1).marked;

const escaped = (text) => text.replace(/[\\`]|\$\{/g, '\\$&');
const exported = (name, text) => `export const ${name} = \`${escaped(text)}\`;\n`;
const generated = (names) => `// Generated from ${names} by write-replay-text.mjs.\n`;
writeFileSync(
  here('replay-text.ts'),
  `${generated('replay.py, run.py, freeze.py, http.py, verify.py')}${exported('replayText', replay)}`,
);
writeFileSync(
  here('record-text.ts'),
  `${generated('record.py')}/** Stands behind replayText where a run is recorded. */\n${exported('recordText', record)}`,
);
writeFileSync(
  here('run-all-text.ts'),
  `${generated('run_all.py')}${exported('runAllText', read('run_all.py'))}`,
);

const begin = '# >>> replay runtime: written by lib/bundle/write-replay-text.mjs\n';
const end = '# <<< replay runtime\n';
const path = here('../../clients/python/runlens.py');
const client = readFileSync(path, 'utf8');
const from = client.indexOf(begin);
const to = client.indexOf(end);
if (from < 0 || to < from) throw new Error('runlens.py has lost the marks around the runtime');
const entries = parts.map(({ name, text }) => `    "${name}": r'''${text}''',\n`);
writeFileSync(
  path,
  `${client.slice(0, from)}${begin}_PARTS = {\n${entries.join('')}}\n${client.slice(to)}`,
);

// Writes the texts of the Python runtime where they cannot be read as files: into TypeScript modules (a
// bundled server has no repository beside it) and into the one-file Python client.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runtimeParts } from './runtime-parts.mjs';

const here = (path) => new URL(path, import.meta.url);
const read = (name) => readFileSync(here(name), 'utf8');

const parts = runtimeParts();
const record = parts.at(-1);
const replay = parts.slice(0, -1);
const marked = ({ name, text }) => `#=== ${name} ===\nr'''\n${text}'''\n`;
const mark = '#=== runtime ===\n';

const escaped = (text) => text.replace(/[\\`]|\$\{/g, '\\$&');
const exported = (name, text) => `export const ${name} = \`${escaped(text)}\`;\n`;
const generated = (names) => `// Generated from ${names} by write-replay-text.mjs.\n`;
writeFileSync(
  here('replay-text.ts'),
  `${generated(replay.flatMap(({ files }) => files).join(', '))}${exported('replayText', replay.map(marked).join('').slice(mark.length))}`,
);
writeFileSync(
  here('record-text.ts'),
  `${generated(record.files)}/** Stands behind replayText where a run is recorded. */\n${exported('recordText', marked(record))}`,
);
writeFileSync(
  here('run-all-text.ts'),
  `${generated('run_all.py')}${exported('runAllText', read('run_all.py'))}`,
);
execFileSync(process.execPath, [fileURLToPath(here('../../clients/python/write-client.mjs'))]);

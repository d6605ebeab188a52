// Writes the text of replay.py where it cannot be read as a file: into a TypeScript module (a bundled
// server has no repository beside it) and into the one-file Python client.
import { readFileSync, writeFileSync } from 'node:fs';

const here = (path) => new URL(path, import.meta.url);
const runtime = readFileSync(here('replay.py'), 'utf8');
if (runtime.includes("'''"))
  throw new Error("replay.py must not hold ''': the client keeps it between them");
if (runtime.includes('\n#=== runtime ===\n'))
  throw new Error('replay.py must not hold its own mark');

const escaped = runtime.replace(/[\\`]|\$\{/g, '\\$&');
writeFileSync(
  here('replay-text.ts'),
  `// Generated from replay.py by write-replay-text.mjs.\nexport const replayText = \`${escaped}\`;\n`,
);

const begin = '# >>> replay runtime: written by lib/bundle/write-replay-text.mjs\n';
const end = '# <<< replay runtime\n';
const path = here('../../clients/python/runlens.py');
const client = readFileSync(path, 'utf8');
const from = client.indexOf(begin);
const to = client.indexOf(end);
if (from < 0 || to < from) throw new Error('runlens.py has lost the marks around the runtime');
writeFileSync(
  path,
  `${client.slice(0, from)}${begin}_RUNTIME = r'''${runtime}'''\n${client.slice(to)}`,
);

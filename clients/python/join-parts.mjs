import { readdirSync, readFileSync } from 'node:fs';
import { runtimeParts } from '../../lib/bundle/runtime-parts.mjs';

/** In the order in which they stand in the file: what a part needs when it is loaded stands above it. */
const PARTS = [
  'about',
  'limits',
  'values',
  'saying',
  'post',
  'spool_state',
  'segment',
  'segments',
  'spool',
  'sender',
  'sending',
  'place',
  'execution',
  'action',
  'handler',
  'runtime',
  'recording',
  'ending',
  'terminal',
  'commands',
];

const FOLDER = new URL('parts/', import.meta.url);
const WIDTH = 100;

const DOCSTRING = /^"""([\s\S]*?)"""\n/;
/** Blank lines, imports of modules, and those from other parts, which are the same module in the end. */
const IMPORTS =
  /^(?:\n|import [\w.]+\n|from \.\w+ import (?:\([^)]*\)|[^(\n]+)\n|if typing\.TYPE_CHECKING:\n(?: {4}from \.\w+ import .+\n)+)*/;

/** The text of runlens.py: the parts of the folder as one module, and the runtime of the downloads. */
export function joinParts() {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.py'));
  const unknown = files.filter((name) => !PARTS.includes(name.slice(0, -'.py'.length)));
  if (unknown.length > 0) throw new Error(`${unknown} has no place in join-parts.mjs`);
  const [about, ...parts] = PARTS.map(readPart);
  const modules = new Set([about, ...parts].flatMap((part) => part.modules));
  return [
    `#!/usr/bin/env python3\n"""${about.title}"""\n`,
    '# Written by write-client.mjs out of parts/ and lib/bundle: what is changed here is lost.\n',
    ...[...modules].sort().map((name) => `import ${name}\n`),
    `\n${about.body}`,
    ...parts.map(
      ({ name, title, body }) => `\n\n${section(`parts/${name}.py: ${title}`)}\n${body}`,
    ),
    `\n\n${section('lib/bundle: the runtime of the downloads')}\n`,
    '_PARTS.update({\n',
    ...runtimeParts().map(({ name, text }) => `    "${name}": r'''${text}''',\n`),
    '})\n\nif __name__ == "__main__":\n    sys.exit(main())\n',
  ].join('');
}

function readPart(name) {
  const text = readFileSync(new URL(`${name}.py`, FOLDER), 'utf8');
  const [docstring, title] = DOCSTRING.exec(text) ?? [];
  if (!docstring) throw new Error(`${name}.py does not begin with what it is`);
  const [imports] = IMPORTS.exec(text.slice(docstring.length));
  const body = text.slice(docstring.length + imports.length);
  const late = /^(?:import|from) .*/m.exec(body);
  if (late) throw new Error(`${name}.py: ${late[0]} stands too late or is of another kind`);
  const modules = [...imports.matchAll(/^import (.+)$/gm)].map(([, module]) => module);
  return { name, title, modules, body };
}

function section(title) {
  return `# ---- ${title.replace(/\.$/, '')} `.padEnd(WIDTH, '-').concat('\n');
}

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { runtimeParts } from '../../lib/bundle/runtime-parts.mjs';
import { joinParts } from './join-parts.mjs';

const client = readFileSync(new URL('runlens.py', import.meta.url), 'utf8');

it('gives the one file that people copy, else run node clients/python/write-client.mjs', () => {
  expect(client).toBe(joinParts());
});

it('puts each part into it once, and the runtime of the downloads', () => {
  const sections = [...client.matchAll(/^# ---- parts\/(\w+)\.py: .* -+$/gm)].map(
    ([, name]) => name,
  );
  expect(new Set(sections).size).toBe(sections.length);
  expect(sections).toEqual(expect.arrayContaining(['spool', 'execution', 'recording', 'commands']));
  for (const { name, text } of runtimeParts())
    expect(client).toContain(`    "${name}": r'''${text}''',\n`);
});

// Writes api-types.ts from the OpenAPI document that the server gives; `--check` only says whether it is as it would be.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { compile } from 'json-schema-to-typescript';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FILE = fileURLToPath(new URL('api-types.ts', import.meta.url));
/** What the client sends and reads; what a schema names comes with it. */
const WANTED = [
  ...['ExecutionMessage', 'StepMessage', 'EntryMessage', 'IngestReport', 'Problem'],
  ...['Execution', 'ExecutionList', 'StepList', 'EntryList', 'AttemptList', 'RetryAnswer'],
];

const text = await typesOf(await openApi());
if (!process.argv.includes('--check')) writeFileSync(FILE, text);
else if (readFileSync(FILE, 'utf8') !== text) {
  console.error(
    'api-types.ts is not what the API has: node clients/typescript/write-api-types.mjs',
  );
  process.exitCode = 1;
}

async function openApi() {
  const folder = mkdtempSync(join(tmpdir(), 'runlens-api-types-'));
  try {
    const outfile = join(folder, 'build-open-api.mjs');
    await build({
      entryPoints: [join(ROOT, 'lib/openapi/build-open-api.ts')],
      ...{ outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' },
      tsconfig: join(ROOT, 'tsconfig.json'),
      banner: {
        js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
      },
    });
    const { buildOpenApi } = await import(pathToFileURL(outfile).href);
    return buildOpenApi('http://127.0.0.1:3000');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function typesOf({ components: { schemas } }) {
  const definitions = JSON.parse(
    JSON.stringify(schemas).replaceAll('#/components/schemas/', '#/definitions/'),
    (_, value) => typed(value),
  );
  const root = {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(WANTED.map((name) => [name, { $ref: `#/definitions/${name}` }])),
    required: WANTED,
    definitions,
  };
  return compile(root, 'Api', {
    bannerComment: '// Written by write-api-types.mjs from the OpenAPI document.',
    format: true,
    style: { singleQuote: true, printWidth: 100 },
  });
}

/**
 * A schema that says nothing but what it is for is any JSON. The further members that an object may have
 * are not typed: a member that is spelled wrongly would be one of them.
 */
function typed(value) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const names = Object.keys(value);
  if (names.length === 1 && typeof value.description === 'string') {
    return { ...value, tsType: 'unknown' };
  }
  const { type, properties, additionalProperties = {} } = value;
  const isOpen = Object.keys(additionalProperties).length === 0;
  return type === 'object' && properties && isOpen
    ? { ...value, additionalProperties: false }
    : value;
}

import fc from 'fast-check';
import type { JsonSchema } from '@/lib/openapi/json-schema';
import type { DocumentedOperation, OpenApi } from '@/lib/openapi/open-api';

/** A request to an operation, near what the document asks for or far from it. */
export interface AnyQuestion {
  /** Path and query, encoded. */
  url: string;
  headers: Record<string, string>;
  body: string | undefined;
}

/** What has broken programs before, wherever text is read. */
const NASTY = [
  ...[
    '',
    ' ',
    '\0',
    'a\0b',
    '\u{1f600}',
    'é',
    "'",
    '"',
    '\\',
    '%',
    '%00',
    '..',
    '../..',
    '/',
    '?',
    '#',
  ],
  ...['null', 'NaN', '-1', '0', '1e999', '9223372036854775808', '2147483648', '-24h', '2026-13-01'],
  ...['status:failed', '(', 'NOT', 'a:b:c', 'ctx.a[].b:>1', 'has:error_group', 'x'.repeat(3_000)],
  ...['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff', '1-1', '0-0'],
  ...['<script>', '\u202e', 'a,b\\,c', '$1', "1' OR '1'='1"],
];

const anyText = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
);

/** Deeper schemas become any JSON: a message holds steps, and those hold nothing that nests on. */
const MAX_DEPTH = 5;

/** Values that a schema of the document allows. */
export function anyValueOf(schema: JsonSchema, api: OpenApi, depth = 0): fc.Arbitrary<unknown> {
  const { $ref, anyOf, oneOf, properties } = schema;
  if ($ref)
    return anyValueOf(api.components.schemas[$ref.split('/').at(-1) ?? ''] ?? {}, api, depth);
  const either = anyOf ?? oneOf;
  if (either) return fc.oneof(...either.map((one) => anyValueOf(one, api, depth)));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  if (types.length > 1) {
    return fc.oneof(
      ...types.map((type) => anyValueOf({ ...schema, type: String(type) }, api, depth)),
    );
  }
  switch (types[0]) {
    case 'string':
      return textOf(schema);
    case 'integer':
      return fc.integer({
        min: Math.max(schema.minimum ?? -1_000, -2_147_483_648),
        max: Math.min(schema.maximum ?? 2_147_483_647, 2_147_483_647),
      });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e12, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array': {
      const { items = {}, minItems: minLength = 0 } = schema;
      return fc.array(anyValueOf(items, api, depth + 1), { minLength, maxLength: minLength + 3 });
    }
    default: {
      if (!properties || depth > MAX_DEPTH) return fc.jsonValue({ maxDepth: 2 });
      const members = Object.entries(properties).map(([name, inner]) => [
        name,
        anyValueOf(inner, api, depth + 1),
      ]);
      const requiredKeys = schema.required ?? [];
      return fc.record(Object.fromEntries(members), { requiredKeys } as object);
    }
  }
}

function textOf({ pattern, format, minLength = 0 }: JsonSchema): fc.Arbitrary<string> {
  if (pattern) return fc.stringMatching(new RegExp(pattern));
  if (format === 'date-time') return recentMoment;
  if (format === 'uuid') return fc.uuid();
  return anyText.filter((text) => text.length >= minLength);
}

const recentMoment = fc
  .integer({ min: 0, max: 20 * 86_400 })
  .map((seconds) => new Date(Date.now() - seconds * 1_000).toISOString());

/** As it should be, mostly; else anything. */
const mostly = (arbitrary: fc.Arbitrary<unknown>, otherwise: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 4, arbitrary }, { weight: 1, arbitrary: otherwise });

/**
 * Requests to one operation.
 * @param known ids that there are
 */
export function arbitraryQuestion(
  api: OpenApi,
  path: string,
  operation: DocumentedOperation,
  known: { ids: readonly string[]; query: Record<string, string> },
): fc.Arbitrary<AnyQuestion> {
  const { parameters = [], requestBody } = operation;
  const id = mostly(
    fc.constantFrom(...known.ids),
    // A URL without an id, or with one that is a step of a path, is another URL.
    anyText.filter((text) => !/^\.{0,2}$/.test(text)),
  ).map(String);
  const optional = (name: string, arbitrary: fc.Arbitrary<unknown>, isRequired: boolean) =>
    fc
      .tuple(
        isRequired ? fc.integer({ min: 0, max: 9 }) : fc.integer({ min: 0, max: 3 }),
        arbitrary,
      )
      .map(([chance, value]): [string, string][] => {
        const isThere = isRequired ? chance > 0 : chance === 0;
        return isThere ? [[name, String(value).toWellFormed()]] : [];
      });
  const listed = (where: 'query' | 'header') =>
    parameters
      .filter((one) => one.in === where)
      .map(({ name, schema, required }) => {
        const fixed = known.query[name];
        const value = fixed === undefined ? anyValueOf(schema, api) : fc.constant(fixed);
        return optional(name, mostly(value, anyText), required);
      });
  const query = fc.tuple(
    ...listed('query'),
    fc.constantFrom<[string, string][]>([], [], [], [['stranger', '1']]),
  );
  const headers = fc.tuple(...listed('header'));
  const bodies = Object.entries(requestBody?.content ?? {}).map(([type, { schema }]) => {
    const isJson = /json$/.test(type) && schema.type !== 'string';
    const own = isJson
      ? anyValueOf(schema, api).map((value) => JSON.stringify(value) ?? '')
      : anyText.map(String);
    return fc.tuple(fc.constant(type), mostly(own, brokenBody).map(String));
  });
  const body =
    bodies.length === 0
      ? fc.constant<[string, string] | null>(null)
      : fc.oneof({ weight: 9, arbitrary: fc.oneof(...bodies) }, fc.constant(null));
  return fc.tuple(id, query, headers, body).map(([value, pairs, extra, sent]) => {
    const place = path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(value.toWellFormed()));
    const search = new URLSearchParams(pairs.flat()).toString();
    return {
      url: `${place}${search === '' ? '' : `?${search}`}`,
      headers: {
        ...Object.fromEntries(extra.flat().map(([name, text]) => [name, headerText(text)])),
        ...(sent ? { 'content-type': sent[0] } : {}),
      },
      body: sent?.[1],
    };
  });
}

const brokenBody = fc.constantFrom(
  ...[
    '',
    '{',
    '[]',
    '[[]]',
    'null',
    '7',
    '"x"',
    '{"a":NaN}',
    '[{},{',
    '\0',
    '\u{1f600}',
    '{}\n{}\nx',
  ],
  ...[
    '{"ids":[1]}',
    '{"code":1}',
    `${'['.repeat(500)}`,
    '{"event":"E","target":"T","status":"success"}',
  ],
);

/** What a header can hold: visible ASCII. */
const headerText = (text: string) => text.replaceAll(/[^ -~]/g, '').trim();

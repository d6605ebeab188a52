import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '@/lib/domain/app-error';
import { buildOpenApi } from './build-open-api';
import type { DocumentedOperation } from './open-api';

const api = buildOpenApi('https://logs.example.com');
const operations = Object.values(api.paths).flatMap((path) =>
  Object.values(path),
) as DocumentedOperation[];

/** Every object in the document, with its path. */
function* objectsOf(value: unknown, path = '#'): Generator<[string, Record<string, unknown>]> {
  if (typeof value !== 'object' || value === null) return;
  yield [path, value as Record<string, unknown>];
  for (const [key, inner] of Object.entries(value)) yield* objectsOf(inner, `${path}/${key}`);
}

describe('the document', () => {
  it('is the same for the same server', () => {
    expect(buildOpenApi('https://logs.example.com')).toEqual(api);
    expect(api.servers).toEqual([{ url: 'https://logs.example.com' }]);
  });

  it('refers to nothing that it does not hold, and holds nothing that it does not refer to', () => {
    const refs = new Set<string>();
    for (const [, object] of objectsOf(api)) {
      if (typeof object.$ref === 'string') refs.add(object.$ref);
    }
    const { schemas, headers } = api.components;
    const held = [
      ...Object.keys(schemas).map((name) => `#/components/schemas/${name}`),
      ...Object.keys(headers).map((name) => `#/components/headers/${name}`),
    ];
    // What streams and files hold is text for the schema, and named in words.
    const said = new Set(held.filter((ref) => !refs.has(ref)).map((ref) => ref.split('/').at(-1)));
    expect([...refs].filter((ref) => !held.includes(ref))).toEqual([]);
    expect([...said]).toEqual(['ExecutionChanges']);
    expect(JSON.stringify(api.paths)).toContain('ExecutionChanges');
  });

  it('has the closed list of codes', () => {
    expect(api.components.schemas.Problem?.properties?.code?.enum).toEqual(
      Object.keys(ERROR_CODES),
    );
  });

  it('tells of every operation with a key that it can be refused for it', () => {
    const withKey = operations.filter(({ security }) => security?.length !== 0);
    expect(withKey.length).toBeGreaterThan(20);
    for (const { operationId, responses } of withKey) {
      expect(Object.keys(responses), operationId).toEqual(
        expect.arrayContaining(['401', '429', '500', '503', '504']),
      );
    }
  });

  it('has the parameters of every path, and a subject for every operation', () => {
    const tags = api.tags.map(({ name }) => name);
    for (const [path, methods] of Object.entries(api.paths)) {
      const inPath = Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => name);
      for (const operation of Object.values(methods)) {
        const documented = (operation.parameters ?? []).filter((one) => one.in === 'path');
        expect(documented.map(({ name }) => name)).toEqual(inPath);
        expect(tags).toContain(operation.tags[0]);
      }
    }
  });
});

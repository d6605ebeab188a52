import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rawJson } from '@/lib/testing/raw-json';
import { LEAST, NOW, withIngest } from '@/lib/testing/with-ingest';

const { newProject, rowsOf, sendBody } = withIngest();

const KEYS = (
  'id created_at started_at finished_at duration_ms target_record_id actions raised_action ' +
  'validation_message request_id triggered_by trigger environment attempt retry_of language code ' +
  'output attributes steps entries other event status __proto__'
).split(' ');
const TIMES = ['2026-02-30', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '+275760-09-13', ''];
const hostile = fc.oneof(
  rawJson([' ', '\t']).value,
  fc.constantFrom(
    '-1',
    '1e308',
    '-1e309',
    'NaN',
    '1e12',
    `${NOW.getTime()}`,
    '99999999999999999999',
  ),
  fc
    .constantFrom(...TIMES, LEAST.created_at, 'yesterday', 'NaN')
    .map((time) => JSON.stringify(time)),
  fc.constantFrom('"', '\\', ',{}').map((piece) => JSON.stringify(piece.repeat(700))),
  fc.nat(80).map((depth) => `${'['.repeat(depth)}${']'.repeat(depth)}`),
  rawJson([' ']).object.map((child) => `[${child},{"seq":1,"name":${child}},{"seq":1}]`),
);
const least = Object.entries(LEAST).map(([key, value]) => `"${key}":${JSON.stringify(value)}`);

describe('an item of any kind', () => {
  it('is stored or refused by name, and its context is stored as the text that was sent', async () => {
    const members = fc.array(fc.tuple(fc.constantFrom(...KEYS), hostile), { maxLength: 6 });
    const item = fc.tuple(members, rawJson([' ', '\t', '\r']).value);
    let contexts = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(item, { minLength: 1, maxLength: 40 }), async (items) => {
        const project = newProject();
        const lines = items.map(([extra, context]) => {
          const more = extra.map(([key, value]) => `"${key}":${value}`);
          return `{${[...least, ...more, `"context":${context}`].join(',')}}`;
        });
        const report = await sendBody(project, [...lines, `{${least},"id":"last"}`].join('\n'));
        expect(report.read).toBe(items.length + 1);
        expect(report.ids.at(-1)).not.toBeNull();
        expect(report.accepted + report.duplicates + report.rejected.length).toBe(report.read);
        expect(report.rejected.filter(({ code }) => code === 'not_storable')).toEqual([]);
        const stored = new Map((await rowsOf(project)).map((row) => [row.id, row.context_text]));
        const sent = new Map<string, Set<string | null>>();
        for (const [index, id] of report.ids.entries()) {
          const text = items[index]?.[1] ?? 'null';
          const texts = sent.get(id ?? '') ?? new Set();
          sent.set(id ?? '', texts.add(text === 'null' ? null : text));
        }
        for (const [id, text] of stored) expect(sent.get(id)).toContain(text);
        contexts += stored.size;
      }),
      { numRuns: 40 },
    );
    expect(contexts).toBeGreaterThan(50);
  });

  it('never harms its neighbours when it is broken', async () => {
    const good = (index: number) => `{${least},"id":"good ${index}"}`;
    const broken = fc.oneof(
      fc.nat(good(1).length - 2).map((length) => good(0).slice(0, length + 1)),
      fc
        .tuple(fc.nat(), fc.constantFrom('\0', '"', '}', '\\', '[', '\ud800'))
        .map(([place, text]) => {
          const at = place % good(0).length;
          return good(0).slice(0, at) + text + good(0).slice(at);
        }),
      fc.string({ unit: 'binary', minLength: 1 }).map((text) => text.replaceAll(/[\r\n]/g, '')),
    );
    const bytes = broken.map((text) => Buffer.from(text));
    const noise = fc
      .uint8Array({ minLength: 1 })
      .map((b) => Buffer.from(b.filter((x) => x !== 10)));
    const rest = fc.array(fc.oneof(bytes, noise), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(rest, async (pieces) => {
        const project = newProject();
        const lines = pieces.flatMap((piece, index) => [Buffer.from(good(index)), piece]);
        const body = Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')]));
        const report = await sendBody(project, Uint8Array.from(body));
        expect(report.stopped).toBeNull();
        expect(report.accepted + report.duplicates + report.rejected.length).toBe(report.read);
        const ids = (await rowsOf(project)).map((row) => row.external_id);
        expect(ids).toEqual(expect.arrayContaining(pieces.map((_, index) => `good ${index}`)));
      }),
      { numRuns: 40 },
    );
  });
});

import { gzipSync } from 'node:zlib';
import { expect, openList, rows, test } from './fixtures';
import type { Report, Room } from './room';

let room: Room;

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Ingest');
});

const ITEM = '{"event": "UPDATE", "target": "PART", "status": "success"';
const PLAIN = `${ITEM}}`;

async function post(body: Buffer | string, encoding = 'identity') {
  const answer = await fetch(`${room.url}/api/v1/executions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${room.key}`, 'content-encoding': encoding },
    body: body as BodyInit,
  });
  const report = (await answer.json()) as Report & { code?: string; read: number };
  return { status: answer.status, type: answer.headers.get('content-type'), report };
}

test('a bad line never harms its neighbours, gzipped or not', async ({ page }) => {
  const lines = ['{"id": "first", ', '{"id": "broken", "event": ', '{"id": "third", '];
  const body = lines.map((line, at) => (at === 1 ? line : line + PLAIN.slice(1))).join('\n');
  for (const [sent, encoding] of [
    [body, 'identity'],
    [gzipSync(body), 'gzip'],
  ] as const) {
    const { status, report } = await post(sent, encoding);
    expect([status, report.rejected.map(({ index }) => index)]).toEqual([200, [1]]);
  }
  await openList(page, room);
  await expect(rows(page)).toHaveCount(2);
});

test('a line of 100 MB and a body above the limit are too large', async () => {
  const line = `${ITEM}, "context": "${'x'.repeat(100 * 1024 * 1024)}"}`;
  const { status, type, report } = await post(gzipSync(`${PLAIN}\n${line}\n${PLAIN}`), 'gzip');
  expect([status, report.code]).toEqual([413, 'too_large']);
  expect(type).toContain('application/problem+json');
  expect(report.accepted, 'what came before stays stored').toBe(1);
});

test('more than 10,000 items are too many', async () => {
  const { status, report } = await post(gzipSync(`${PLAIN}\n`.repeat(10_001)), 'gzip');
  expect([status, report.accepted]).toEqual([413, 10_000]);
});

test('when nothing could be stored the answer is 422, with a reason for each', async () => {
  const { status, report } = await post('[{"event": "UPDATE"}, 5, null]');
  expect(status).toBe(422);
  expect(report.rejected.map(({ index }) => index)).toEqual([0, 1, 2]);
  expect(report.rejected.every(({ message }) => message.length > 10)).toBe(true);
});

/** What is sent, and by what code the answer names what became of it; 200 with an alteration or a refusal. */
const HOSTILE: [string, string | Buffer, number, string][] = [
  ['NUL', `${ITEM}, "validation_message": "a\\u0000b"}`, 200, 'sanitized'],
  ['a lone surrogate', `${ITEM}, "target_record_id": "\\ud800"}`, 200, 'sanitized'],
  [
    'invalid UTF-8',
    Buffer.concat([Buffer.from(`${ITEM}, "request_id": "`), Buffer.from([0xff, 0xc3, 0x22, 0x7d])]),
    200,
    'invalid_utf8',
  ],
  [
    'a depth of 100,000',
    `${ITEM}, "context": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    200,
    'not_searchable',
  ],
  ['1e309', `${ITEM}, "duration_ms": 1e309, "context": 1e309}`, 200, 'out_of_range'],
  ['duplicate keys', `${ITEM}, "status": "failed"}`, 200, 'duplicate_key'],
  ['an absurd time', `${ITEM}, "created_at": "+275760-09-13"}`, 422, 'invalid_timestamp'],
  [
    'a time before the retention',
    `${ITEM}, "created_at": "2001-01-01T00:00:00Z"}`,
    422,
    'outside_retention',
  ],
  ['a negative duration', `${ITEM}, "duration_ms": -5}`, 200, 'clamped'],
  ['cut gzip', gzipSync(PLAIN).subarray(0, 20), 400, 'invalid_input'],
  ['HTML', '<!doctype html><title>x</title>', 422, 'invalid_json'],
];

for (const [name, body, expected, code] of HOSTILE) {
  test(`${name}: a clear answer`, async () => {
    const { status, report } = await post(body);
    const altered = report.altered.flatMap(({ alterations }) => alterations);
    const codes = [...altered, ...report.rejected].map((one) => one.code);
    expect([status, [...codes, report.code]]).toEqual([expected, expect.arrayContaining([code])]);
    expect(report.accepted).toBe(expected === 200 ? 1 : 0);
  });
}

test('__proto__ and constructor are names like any other', async ({ page }) => {
  const odd = '"__proto__": {"status": "failed"}, "constructor": {"prototype": 1}';
  const { status, report } = await post(`${ITEM}, ${odd}, "context": {${odd}}}`);
  expect([status, report.accepted]).toEqual([200, 1]);
  await page.goto(`${room.path}/executions/${report.ids[0]}`);
  await expect(page.getByRole('main')).toContainText('"__proto__": {"status": "failed"}');
});

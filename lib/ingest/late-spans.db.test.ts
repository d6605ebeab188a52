import { expect, test } from 'vitest';
import { pool } from '@/lib/db/client';
import { enqueueRun } from '@/lib/db/runs/enqueue-run';
import { hashedSeq } from '@/lib/domain/hashed-seq';
import type { ProjectId } from '@/lib/domain/project';
import { statusOfCode } from '@/lib/domain/status';
import { NOW, withIngest } from '@/lib/testing/with-ingest';
import { ingestSpans } from './ingest-otlp';

const { newProject, onlyRow, childrenOf } = withIngest();

const TRACE = '5b8efff798038103d269b633813fc60c';
const OPTIONS = { now: NOW, retentionDays: 30 };
const START = BigInt(NOW.getTime() - 60_000) * 1_000_000n;
const at = (ms: number) => String(START + BigInt(ms) * 1_000_000n);
const idOf = (number: number) => number.toString(16).padStart(16, '0');
const none = { rejected: 0, reasons: [] };

function spansOf(service: string, ...spans: { number: number; parent: number; spanId?: string }[]) {
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: service } }] };
  const sent = spans.map(({ number, parent, spanId = idOf(number) }) => ({
    ...{ traceId: TRACE, spanId, name: `span ${number}`, kind: 1 },
    parentSpanId: parent ? idOf(parent) : '',
    ...{ startTimeUnixNano: at(number * 10), endTimeUnixNano: at(number * 10 + 5) },
    status: parent === 0 ? { code: 2, message: 'lost' } : {},
  }));
  return { resourceSpans: [{ resource, scopeSpans: [{ spans: sent }] }] };
}

/** A trace that failed, with one step, of which somebody has asked for another attempt. */
async function retried(project: ProjectId) {
  const root = { number: 1, parent: 0 };
  await ingestSpans(project, spansOf('shop', root, { number: 3, parent: 1 }), OPTIONS);
  const { id } = await onlyRow(project);
  const asked = { requestedBy: 'Ana', idempotencyKey: null };
  const outcome = await enqueueRun(project, id, { fromAttempt: 1, ...asked });
  expect(outcome.kind).toBe('enqueued');
  return { id, root };
}

async function stepsOfFirst(project: ProjectId): Promise<{ seq: number; name: string }[]> {
  const { rows } = await pool().query(
    'SELECT steps_json FROM runlens.execution_attempts WHERE project_id = $1 AND attempt = 1',
    [project],
  );
  return JSON.parse(rows[0]?.steps_json ?? '[]');
}

test('spans that come after a retry belong to the attempt of their trace', async () => {
  const project = newProject();
  const { id, root } = await retried(project);
  const late = spansOf('billing', { number: 2, parent: 1 }, { number: 4, parent: 3 });
  for (const send of [late, late, spansOf('shop', root, { number: 3, parent: 1 })]) {
    expect(await ingestSpans(project, send, OPTIONS)).toEqual(none);
  }
  const row = await onlyRow(project);
  expect(row).toMatchObject({ id, attempt: 2, step_count: 0 });
  expect(statusOfCode(row.status)).toBe('pending');
  expect(await childrenOf(project, 'execution_steps')).toEqual([]);
  const steps = await stepsOfFirst(project);
  expect(steps.map(({ seq }) => seq)).toEqual([2, 3, 4].map((number) => hashedSeq(idOf(number))));
  expect(steps).toMatchObject([
    { name: 'span 2', parent_seq: hashedSeq(idOf(1)), status: 4, duration_ms: 5 },
    { name: 'span 3' },
    { name: 'span 4', input_text: expect.stringContaining('"service":"billing"') },
  ]);
  const attributes = JSON.parse(row.attributes_text);
  expect(attributes).toMatchObject({ 'resource of billing': { 'service.name': 'billing' } });
});

test('a span that cannot be told from one of the attempt is rejected by name', async () => {
  const project = newProject();
  await retried(project);
  const twin = `11111111${(0x40000003).toString(16)}`;
  expect(hashedSeq(twin)).toBe(hashedSeq(idOf(3)));
  const late = spansOf('shop', { number: 3, parent: 1, spanId: twin }, { number: 5, parent: 1 });
  expect(await ingestSpans(project, late, OPTIONS)).toEqual({
    rejected: 1,
    reasons: [`span ${twin} cannot be told from span ${idOf(3)}, which is stored: it was left out`],
  });
  expect((await stepsOfFirst(project)).map(({ name }) => name)).toEqual(['span 3', 'span 5']);
});

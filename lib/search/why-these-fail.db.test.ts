import { beforeAll, describe, expect, it } from 'vitest';
import { listExecutions } from '@/lib/db/executions/list-executions';
import { type Difference, termsOf } from '@/lib/domain/difference';
import type { ProjectId } from '@/lib/domain/project';
import type { Query } from '@/lib/domain/query';
import { parseQuery } from '@/lib/query-state/parse-query';
import { printQuery } from '@/lib/query-state/print-query';
import { failedPart, withErrorGroups } from '@/lib/testing/with-error-groups';
import { listClock } from './list-clock';
import { whyTheseFail } from './why-these-fail';

const { newProject, onlyGroup, rowsOf, send, sendLater } = withErrorGroups();

const now = Date.now();
let project: ProjectId;

/** A run a minute, every third fails: with a null revision, without a site, with a large quantity … */
const ITEMS = Array.from({ length: 240 }, (_, i) => {
  const isFailed = i % 3 === 0;
  const context = {
    part: {
      id: i,
      revision: isFailed && i % 30 !== 0 ? null : 'A',
      ...(isFailed && i % 9 !== 0 ? {} : { site: ['BER', 'LIS'][i % 2] }),
      'a "b"': isFailed ? 'x y' : 'z',
    },
    lines: [{ quantity: isFailed ? 150 + (i % 7) : i % 90 }, { quantity: 3 }],
    mixed: isFailed ? `${i} kg` : i + 0.5,
    serial: `9007199254740993${i % 2}${isFailed ? 1 : 2}`,
  };
  return {
    ...failedPart(i, {
      id: `run-${i}`,
      created_at: new Date(now - (i + 1) * 60_000).toISOString(),
      status: isFailed ? 'failed' : 'success',
      attributes: { code: isFailed ? 500 : 200 },
      environment: isFailed && i % 5 !== 0 ? 'staging' : 'production',
    }),
    ...(isFailed ? {} : { validation_message: undefined, output: undefined }),
    context,
  };
});

beforeAll(async () => {
  project = newProject();
  await sendLater(project, ...ITEMS);
  // Of another action, with another context: it must not be compared with.
  const other = { raised_action: 'other', actions: ['other'], status: 'success' };
  await sendLater(
    project,
    ...ITEMS.slice(0, 50).map((item, i) => ({ ...item, ...other, id: `other-${i}`, context: {} })),
  );
});

async function countMatching(of: ProjectId, query: Query): Promise<number> {
  const bounds = { sinceMs: null, untilMs: null, direction: 'older', cursor: null } as const;
  return (await listExecutions(of, { query, ...bounds, limit: 500 }, listClock())).items.length;
}

const oneOf = (field: string, value: string): Query[number] => ({
  kind: 'is',
  field,
  values: [value],
});

const found = (differences: readonly Difference[], field: string) =>
  differences.find(
    (one) => one.field === field || one.alike.some((other) => other.field === field),
  );

describe('why a group fails', () => {
  it('is told by the values that its runs have and the successful ones have not', async () => {
    const { fingerprint } = await onlyGroup(project);
    const report = await whyTheseFail(project, { kind: 'group', fingerprint });
    expect(report).toMatchObject({
      failed: 80,
      succeeded: 160,
      hasMoreFailed: false,
      actions: ['check_part'],
      otherActions: 0,
      tooLarge: 0,
      cutRuns: 0,
    });
    const { differences } = report;
    expect(found(differences, 'ctx.part.revision')).toMatchObject({
      saying: { kind: 'is', value: 'null' },
      ...{ failed: 72, failedOf: 80, succeeded: 0, succeededOf: 160 },
    });
    expect(found(differences, 'ctx.part.site')).toMatchObject({ saying: { kind: 'missing' } });
    expect(found(differences, 'environment')).toMatchObject({
      saying: { kind: 'is', value: 'staging' },
    });
    for (const field of [
      'ctx.lines[].quantity',
      'attr.code',
      'ctx.mixed',
      'ctx.part["a \\"b\\""]',
    ]) {
      expect(found(differences, field), field).toMatchObject({ failed: 80, succeeded: 0 });
    }
    expect(found(differences, 'ctx.part.id')).toBeUndefined();
  });

  it('is told in filters that find exactly the runs that were counted', async () => {
    const { fingerprint } = await onlyGroup(project);
    const { differences } = await whyTheseFail(project, { kind: 'group', fingerprint });
    const said = differences.flatMap((one) =>
      [one, ...one.alike].map(({ field, saying }) => ({ ...one, field, saying })),
    );
    expect(said.length).toBeGreaterThan(8);
    for (const one of said) {
      const text = printQuery(termsOf(one));
      const { query, problems } = parseQuery(text);
      expect(problems, text).toEqual([]);
      expect(query, text).toEqual(termsOf(one));
      const inAction = [...query, oneOf('action', 'check_part')];
      const counts = {
        failed: await countMatching(project, [...inAction, oneOf('error_group', fingerprint)]),
        succeeded: await countMatching(project, [...inAction, oneOf('status', 'success')]),
      };
      expect(counts, text).toEqual({ failed: one.failed, succeeded: one.succeeded });
    }
  });
});

describe('why others fail', () => {
  it('is told of a selection by those of it that failed', async () => {
    const rows = (await rowsOf(project)).filter((row) => row.external_id.startsWith('run-'));
    const ids = rows.slice(0, 200).map(({ id }) => id);
    const report = await whyTheseFail(project, { kind: 'ids', ids });
    const failing = rows.slice(0, 200).filter((row) => row.error_group !== null).length;
    expect(report.failed).toBe(failing);
    expect(report.succeeded).toBeGreaterThan(100);
    expect(found(report.differences, 'ctx.part.revision')).toMatchObject({ failedOf: failing });
  });

  it('is told of what a list shows', async () => {
    const report = await whyTheseFail(project, {
      kind: 'list',
      search: '?q=environment:staging&since=-2h',
    });
    expect(report.failed).toBeGreaterThan(10);
    expect(report.differences.length).toBeGreaterThan(1);
    await expect(
      whyTheseFail(project, { kind: 'list', search: '?q=status:(' }),
    ).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('is not told without failures, or without successful runs', async () => {
    const none = await whyTheseFail(project, { kind: 'list', search: '?q=status:success' });
    expect(none).toMatchObject({ failed: 0, succeeded: 0, differences: [], actions: [] });
    const alone = newProject();
    await send(alone, ...Array.from({ length: 20 }, (_, i) => failedPart(i)));
    const { fingerprint } = await onlyGroup(alone);
    expect(await whyTheseFail(alone, { kind: 'group', fingerprint })).toMatchObject({
      failed: 20,
      succeeded: 0,
      differences: [],
    });
  });

  it('leaves out what is too large, and says so', async () => {
    const large = newProject();
    const big = (i: number, length: number) => ({
      ...ITEMS[i],
      context: { text: 'x'.repeat(length) },
    });
    await sendLater(large, ...[0, 1, 2, 3].map((i) => big(i, 300_000)), ...ITEMS.slice(4, 60));
    const report = await whyTheseFail(large, { kind: 'list', search: '' });
    expect(report).toMatchObject({ failed: 18, succeeded: 38, tooLarge: 4 });
    const wide = Object.fromEntries(Array.from({ length: 700 }, (_, i) => [`k${i}`, i]));
    await sendLater(large, { ...ITEMS[60], context: wide });
    expect(await whyTheseFail(large, { kind: 'list', search: '' })).toMatchObject({ cutRuns: 1 });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VerdictReport } from '@/lib/contract/verdict-report';
import { pool } from '@/lib/db/client';
import { getStoredRun } from '@/lib/db/executions/get-stored-run';
import { dayOf, partitionName } from '@/lib/db/partitions/day';
import { DIMENSION, REPRODUCIBILITY_SQL } from '@/lib/db/rollups/dimensions';
import { foldRollups } from '@/lib/db/rollups/fold-rollups';
import { findVerdict } from '@/lib/db/verdicts/find-verdict';
import { AppError } from '@/lib/domain/app-error';
import { type ExecutionId, timeOfId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { verdictOfCode } from '@/lib/domain/verdict';
import { LEAST, withIngest } from '@/lib/testing/with-ingest';
import { bundleSha256 } from './bundle-sha256';
import { bundleHead } from './make-bundle';
import { reportVerdict } from './report-verdict';

const { newProject, onlyRow, rowsOf, send } = withIngest();

const OUTPUT = { stdout: '34\n', stderr: '', exit_code: 0, python: '3.11.2', layout: 'plain' };
const RUN = { ...LEAST, id: 'x', code: 'print(context)\n', context: { id: 34 }, output: OUTPUT };
const BY = { source: 'verify', name: 'nightly' } as const;
const DIFFERENCES = [{ part: 'stdout', diff: '-34\n+35\n' }];

async function hashOf(projectId: ProjectId, id: ExecutionId): Promise<string> {
  const project = { id: projectId, key: 'p', name: 'P' };
  const run = await getStoredRun(projectId, id);
  return bundleSha256(bundleHead(project, run, 'http://127.0.0.1').text);
}

async function reportOf(
  project: ProjectId,
  id: ExecutionId,
  more: Partial<VerdictReport> = {},
): Promise<VerdictReport> {
  return {
    outcome: 'same',
    python: '3.11.7',
    implementation: 'cpython',
    bundle_sha256: await hashOf(project, id),
    masked: false,
    differences: [],
    ...more,
  };
}

async function report(project: ProjectId, id: ExecutionId, more: Partial<VerdictReport> = {}) {
  return reportVerdict(project, id, await reportOf(project, id, more), BY);
}

/** A project with one execution, recorded unless said otherwise. */
async function oneRun(more: object = {}) {
  const project = newProject();
  const { ids } = await send(project, { ...RUN, ...more });
  return { project, id: ids[0] ?? '' };
}

const verdictOfRow = async (project: ProjectId) =>
  verdictOfCode((await onlyRow(project)).reproducibility);

async function lines(sql: string, project: ProjectId): Promise<string[]> {
  const { rows } = await pool().query(sql, [project]);
  return rows.map(({ line }) => line).sort();
}

const scanned = (project: ProjectId) =>
  lines(
    `SELECT concat_ws(' ', status, ${REPRODUCIBILITY_SQL}, count(*)) AS line FROM runlens.executions
     WHERE project_id = $1 GROUP BY status, reproducibility`,
    project,
  );

const counted = (project: ProjectId) =>
  lines(
    `SELECT concat_ws(' ', status, value, sum(n)) AS line FROM (
       SELECT status, value, n FROM runlens.rollup_days
       WHERE project_id = $1 AND dim = ${DIMENSION.reproducibility} AND status >= 0
       UNION ALL SELECT status, value, n FROM runlens.rollup_deltas
       WHERE project_id = $1 AND dim = ${DIMENSION.reproducibility}
     ) x GROUP BY status, value HAVING sum(n) <> 0`,
    project,
  );

const feedOf = (project: ProjectId) =>
  lines(
    `SELECT execution_id || CASE WHEN is_new THEN ' new' ELSE ' changed' END AS line
     FROM runlens.feed WHERE project_id = $1`,
    project,
  );

async function refusal(run: Promise<unknown>): Promise<AppError> {
  const error = await run.catch((thrown: unknown) => thrown);
  if (error instanceof AppError) return error;
  throw new Error(`it was taken: ${JSON.stringify(error)}`);
}

describe('a report', () => {
  it('becomes the verdict of the execution, with who found what on which Python', async () => {
    const { project, id } = await oneRun();
    expect(await verdictOfRow(project)).toBe('not_tried');
    const answer = await report(project, id, { masked: true });
    expect(answer).toMatchObject({ verdict: 'verified', counted: true });
    expect(await verdictOfRow(project)).toBe('verified');
    expect(await findVerdict(project, id)).toEqual({
      ...{ verdict: 'verified', python: '3.11.7', implementation: 'cpython', source: 'verify' },
      ...{ bundleSha256: await hashOf(project, id), reportedBy: 'nightly', masked: true },
      ...{ reportedAt: expect.any(Date), differences: [] },
    });
    expect(await counted(project)).toEqual(await scanned(project));
    expect(await feedOf(project)).toEqual([`${id} changed`, `${id} new`]);
  });

  it.each([
    [{ outcome: 'different', differences: DIFFERENCES }, 'diverged'],
    [{ outcome: 'non_deterministic', python: '3.13.1' }, 'non_deterministic'],
    [{ outcome: 'needs_network', implementation: 'pyodide' }, 'needs_network'],
    [{ outcome: 'same', python: '3.14.2', implementation: 'pyodide' }, 'verified'],
  ] as const)('%j is %s, and takes the place of an earlier one', async (more, verdict) => {
    const { project, id } = await oneRun();
    await report(project, id, { outcome: 'non_deterministic', differences: DIFFERENCES });
    await report(project, id, more as Partial<VerdictReport>);
    expect(await verdictOfRow(project)).toBe(verdict);
    expect(await findVerdict(project, id)).toMatchObject({
      ...{ verdict, python: '3.11.7', implementation: 'cpython', differences: [] },
      ...('differences' in more ? { differences: more.differences } : {}),
      ...('python' in more ? { python: more.python } : {}),
      ...('implementation' in more ? { implementation: more.implementation } : {}),
    });
    expect(await counted(project)).toEqual(await scanned(project));
  });

  it('of a difference on another Python changes nothing and says why', async () => {
    const { project, id } = await oneRun();
    await report(project, id);
    const feed = await feedOf(project);
    const answer = await report(project, id, { outcome: 'different', python: '3.12.1' });
    expect(answer).toMatchObject({ verdict: 'verified', counted: false });
    expect(answer.reason).toMatch(/3\.11.*3\.12/);
    expect(await verdictOfRow(project)).toBe('verified');
    expect(await feedOf(project)).toEqual(feed);
  });

  it.each([
    ['no output', { output: undefined }],
    ['no code', { code: undefined }],
    ['an output that is none', { output: { python: '3.11.2' } }],
    ['an output that says so of itself', { output: { recorded: false, ...OUTPUT } }],
  ])('about an execution with %s is a conflict: not recorded', async (_what, more) => {
    const { project, id } = await oneRun(more);
    const other = await oneRun();
    const given = await reportOf(other.project, other.id);
    const error = await refusal(reportVerdict(project, id, given, BY));
    expect(error).toMatchObject({ code: 'conflict' });
    expect(error.message).toMatch(/^Not recorded/);
  });

  it('about another file is a conflict, and changes nothing', async () => {
    const { project, id } = await oneRun();
    const error = await refusal(report(project, id, { bundle_sha256: '0'.repeat(64) }));
    expect(error).toMatchObject({ code: 'conflict' });
    expect(error.message).toMatch(/edited|changed/);
    expect(await verdictOfRow(project)).toBe('not_tried');
    expect(await findVerdict(project, id)).toBeNull();
  });

  it('about an execution of another project is not found', async () => {
    const { id, project } = await oneRun();
    const given = await reportOf(project, id);
    const error = await refusal(reportVerdict(newProject(), id, given, BY));
    expect(error).toMatchObject({ code: 'not_found' });
  });

  it('makes the partition of a day that was there before there were verdicts', async () => {
    const { project, id } = await oneRun({ created_at: '2026-11-03T09:00:00Z' });
    const name = partitionName('execution_verdicts', dayOf(timeOfId(id)));
    await pool().query(`DROP TABLE runlens.${name}`);
    expect(await report(project, id)).toMatchObject({ verdict: 'verified' });
    expect(await findVerdict(project, id)).toMatchObject({ verdict: 'verified' });
  });
});

describe('a later message', () => {
  const begun = { ...RUN, status: 'running' };

  it.each([
    ['code', { code: 'print(35)\n' }],
    ['context', { context: { id: 35 } }],
    ['recording', { output: { ...OUTPUT, stdout: '35\n' } }],
    ['Python of the recording', { output: { ...OUTPUT, python: '3.12.1' } }],
  ])('that changes the %s makes it not tried again', async (_what, more) => {
    const { project, id } = await oneRun({ status: 'running' });
    await report(project, id);
    await send(project, { ...RUN, ...more });
    expect(await verdictOfRow(project)).toBe('not_tried');
    expect(await findVerdict(project, id)).toBeNull();
    expect(await counted(project)).toEqual(await scanned(project));
    expect((await feedOf(project)).filter((line) => line.endsWith('changed'))).toHaveLength(2);
  });

  it('that changes nothing of what ran leaves it', async () => {
    const { project, id } = await oneRun({ status: 'running' });
    await report(project, id);
    await send(project, { ...RUN, request_id: 'r-1', steps: [{ seq: 1 }] });
    expect(await verdictOfRow(project)).toBe('verified');
    expect(await findVerdict(project, id)).not.toBeNull();
    expect(await counted(project)).toEqual(await scanned(project));
  });

  it('that comes late and brings the context makes it not tried again', async () => {
    const { project, id } = await oneRun({ context: undefined });
    await report(project, id);
    // Nothing of its list row is new, so that the row itself stays as it is.
    await send(project, { ...begun, code: undefined, output: undefined });
    expect(await verdictOfRow(project)).toBe('not_tried');
    expect(await findVerdict(project, id)).toBeNull();
    expect(await counted(project)).toEqual(await scanned(project));
  });

  it('that changes what was counted counts the verdict where the row is then', async () => {
    const { project, id } = await oneRun({ status: 'running' });
    await report(project, id);
    await send(project, { ...RUN, status: 'success' });
    expect(await counted(project)).toEqual(await scanned(project));
    await send(project, { ...RUN, status: 'success' });
    while (await foldRollups());
    expect(await counted(project)).toEqual(await scanned(project));
  });
});

describe('at once', () => {
  const step = fc.oneof(
    fc.constantFrom('same', 'different', 'non_deterministic').map((outcome) => ({ outcome })),
    fc.record({
      id: fc.constantFrom('a', 'b'),
      status: fc.constantFrom('running', 'paused', 'success'),
      code: fc.constantFrom('print(1)\n', 'print(2)\n'),
      context: fc.constantFrom({ id: 1 }, { id: 2 }),
      output: fc.constantFrom(OUTPUT, { ...OUTPUT, stdout: '1\n' }),
    }),
  );

  it('reports, merges and the folder never make the counts wrong, nor a verdict outlive its run', async () => {
    const storms = fc.array(step, { minLength: 4, maxLength: 14 });
    await fc.assert(
      fc.asyncProperty(storms, async (steps) => {
        const project = newProject();
        const first = ['a', 'b'].map((id) => ({ ...RUN, id, status: 'running' }));
        const { ids } = await send(project, ...first);
        await Promise.all([
          ...steps.map(async (one, n) => {
            if (!('outcome' in one)) return send(project, { ...LEAST, ...one, n });
            // Of a file that may be stale by the time it is compared.
            const more = one as Partial<VerdictReport>;
            await report(project, ids[n % 2] ?? '', more).catch(refusedInWords);
          }),
          foldRollups(5),
        ]);
        expect(await counted(project)).toEqual(await scanned(project));
        for (const row of await rowsOf(project)) {
          const verdict = await findVerdict(project, row.id);
          expect(row.verdict === null).toBe(verdict === null);
          if (verdict) expect(verdict.bundleSha256).toBe(await hashOf(project, row.id));
        }
      }),
      { numRuns: 30 },
    );
  });

  function refusedInWords(error: unknown): void {
    if (!(error instanceof AppError) || error.code !== 'conflict') throw error;
  }
});

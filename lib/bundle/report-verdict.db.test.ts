import { describe, expect, it } from 'vitest';
import type { VerdictReport } from '@/lib/contract/verdict-report';
import { pool } from '@/lib/db/client';
import { dayOf, partitionName } from '@/lib/db/partitions/day';
import { findVerdict } from '@/lib/db/verdicts/find-verdict';
import { AppError } from '@/lib/domain/app-error';
import { timeOfId } from '@/lib/domain/execution-id';
import { RECORDED_OUTPUT, REPORTER, withVerdicts } from '@/lib/testing/with-verdicts';
import { reportVerdict } from './report-verdict';

const { counted, feedOf, hashOf, newProject, oneRun, report, reportOf, scanned, verdictOfRow } =
  withVerdicts();

const DIFFERENCES = [{ part: 'stdout', diff: '-34\n+35\n' }];

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
    ['an output that says so of itself', { output: { recorded: false, ...RECORDED_OUTPUT } }],
  ])('about an execution with %s is a conflict: not recorded', async (_what, more) => {
    const { project, id } = await oneRun(more);
    const other = await oneRun();
    const given = await reportOf(other.project, other.id);
    const error = await refusal(reportVerdict(project, id, given, REPORTER));
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
    const error = await refusal(reportVerdict(newProject(), id, given, REPORTER));
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

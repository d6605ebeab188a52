import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VerdictReport } from '@/lib/contract/verdict-report';
import { foldRollups } from '@/lib/db/rollups/fold-rollups';
import { findVerdict } from '@/lib/db/verdicts/find-verdict';
import { AppError } from '@/lib/domain/app-error';
import { LEAST } from '@/lib/testing/with-ingest';
import { RECORDED_OUTPUT, RECORDED_RUN, withVerdicts } from '@/lib/testing/with-verdicts';

const verdicts = withVerdicts();
const { counted, feedOf, hashOf, newProject, oneRun, report, rowsOf, scanned, send } = verdicts;
const { verdictOfRow } = verdicts;

describe('a later message', () => {
  const begun = { ...RECORDED_RUN, status: 'running' };

  it.each([
    ['code', { code: 'print(35)\n' }],
    ['context', { context: { id: 35 } }],
    ['recording', { output: { ...RECORDED_OUTPUT, stdout: '35\n' } }],
    ['Python of the recording', { output: { ...RECORDED_OUTPUT, python: '3.12.1' } }],
  ])('that changes the %s makes it not tried again', async (_what, more) => {
    const { project, id } = await oneRun({ status: 'running' });
    await report(project, id);
    await send(project, { ...RECORDED_RUN, ...more });
    expect(await verdictOfRow(project)).toBe('not_tried');
    expect(await findVerdict(project, id)).toBeNull();
    expect(await counted(project)).toEqual(await scanned(project));
    expect((await feedOf(project)).filter((line) => line.endsWith('changed'))).toHaveLength(2);
  });

  it('that changes nothing of what ran leaves it', async () => {
    const { project, id } = await oneRun({ status: 'running' });
    await report(project, id);
    await send(project, { ...RECORDED_RUN, request_id: 'r-1', steps: [{ seq: 1 }] });
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
    await send(project, { ...RECORDED_RUN, status: 'success' });
    expect(await counted(project)).toEqual(await scanned(project));
    await send(project, { ...RECORDED_RUN, status: 'success' });
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
      output: fc.constantFrom(RECORDED_OUTPUT, { ...RECORDED_OUTPUT, stdout: '1\n' }),
    }),
  );

  it('reports, merges and the folder never make the counts wrong, nor a verdict outlive its run', async () => {
    const storms = fc.array(step, { minLength: 4, maxLength: 14 });
    await fc.assert(
      fc.asyncProperty(storms, async (steps) => {
        const project = newProject();
        const first = ['a', 'b'].map((id) => ({ ...RECORDED_RUN, id, status: 'running' }));
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

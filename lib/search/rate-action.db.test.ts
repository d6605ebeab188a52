import { expect, it } from 'vitest';
import { pool } from '@/lib/db/client';
import { countTried } from '@/lib/db/verdicts/count-tried';
import { VERDICT_CODE, type Verdict } from '@/lib/domain/verdict';
import { LEAST, withIngest } from '@/lib/testing/with-ingest';
import { rateAction } from './rate-action';

const { newProject, send } = withIngest();

/** A project whose executions, oldest first, have these verdicts. */
async function projectOf(verdicts: readonly (Verdict | null)[], action = 'check') {
  const project = newProject();
  const { ids } = await send(
    project,
    ...verdicts.map((_, n) => ({
      ...{ ...LEAST, id: `v${n}`, actions: ['other', action] },
      created_at: `2026-11-${10 + n}T09:00:00Z`,
    })),
  );
  for (const [n, verdict] of verdicts.entries()) {
    await pool().query(
      'UPDATE runlens.executions SET verdict = $3 WHERE project_id = $1 AND id = $2',
      [project, ids[n], verdict && VERDICT_CODE[verdict]],
    );
  }
  return project;
}

it('counts what was tried by verdict, most frequent first', async () => {
  const project = await projectOf(['diverged', 'verified', null, 'verified', 'needs_network']);
  expect(await rateAction(project, 'check')).toEqual({
    tried: 4,
    isAll: true,
    counts: [
      { verdict: 'verified', count: 2 },
      { verdict: 'diverged', count: 1 },
      { verdict: 'needs_network', count: 1 },
    ],
  });
});

it('counts the newest where there are more than it may', async () => {
  const project = await projectOf(['verified', 'verified', 'diverged', 'diverged']);
  expect(await countTried(project, 'check', 3)).toEqual({
    tried: 3,
    isAll: false,
    counts: [
      { verdict: 'diverged', count: 2 },
      { verdict: 'verified', count: 1 },
    ],
  });
});

it('counts nothing of another action, another project, or what nobody tried', async () => {
  await projectOf(['verified']);
  const none = { tried: 0, isAll: true, counts: [] };
  expect(await rateAction(await projectOf(['verified'], 'ship'), 'check')).toEqual(none);
  expect(await rateAction(await projectOf([null, null]), 'check')).toEqual(none);
});

import type { PoolClient } from 'pg';
import { hashedStepId, STEP_MET } from '@/lib/domain/hashed-seq';
import type { ProjectId } from '@/lib/domain/project';
import { idSpan } from '../executions/id-span';
import type { StoredItem } from '../executions/stored-item';
import { type ArchivedStep, toArchivedStep } from './archived-step';

interface Archived {
  id: string;
  attempt: number;
  steps: string | null;
}

/**
 * Adds the steps of late messages to the attempts that they are of, which others have followed. As for
 * any late message a step that is there stays as it is; one that cannot be told from another is named
 * among the alterations. Within the transaction that holds the locks of the rows.
 */
export async function addArchivedSteps(
  client: PoolClient,
  projectId: ProjectId,
  items: readonly StoredItem[],
): Promise<void> {
  const late = items.filter(({ execution }) => execution.steps.length > 0);
  if (late.length === 0) return;
  const ids = late.map(({ id }) => id);
  const { rows } = await client.query<Archived>(
    `SELECT a.execution_id AS id, a.attempt, a.steps_json AS steps
     FROM unnest($2::uuid[], $3::smallint[]) AS u (id, attempt)
     JOIN runlens.execution_attempts a
       ON a.project_id = $1 AND a.execution_id = u.id AND a.attempt = u.attempt
     WHERE a.execution_id BETWEEN $4 AND $5`,
    [projectId, ids, late.map(({ execution }) => execution.attempt), ...idSpan(ids)],
  );
  const archived = new Map(rows.map((row) => [`${row.id} ${row.attempt}`, row]));
  for (const item of late) {
    const { attempt } = item.execution;
    const { steps = null } = archived.get(`${item.id} ${attempt}`) ?? {};
    const text = withSteps(steps, item);
    // Without an archive there is one of the steps alone: they are not lost.
    await client.query(
      `INSERT INTO runlens.execution_attempts AS a (project_id, execution_id, attempt, steps_json)
       VALUES ($1, $2, $3, $4)
       ON CONFLICT (project_id, execution_id, attempt) DO UPDATE SET steps_json = excluded.steps_json`,
      [projectId, item.id, attempt, text],
    );
  }
}

/** The list of steps with those of the message that are not in it, by their seq. */
function withSteps(text: string | null, { execution, alterations }: StoredItem): string {
  const stored = JSON.parse(text ?? '[]') as ArchivedStep[];
  const bySeq = new Map(stored.map((step) => [step.seq, step]));
  for (const [index, step] of execution.steps.entries()) {
    const there = bySeq.get(step.seq);
    if (!there) bySeq.set(step.seq, toArchivedStep(step));
    else {
      const id = hashedStepId(step);
      const other = hashedStepId({ seq: there.seq, inputText: there.input_text });
      if (id === null || other === null || id === other) continue;
      const message = `span ${id} cannot be told from span ${other}, which is stored: it was left out`;
      alterations.push({ path: `steps[${index}]`, code: STEP_MET, message });
    }
  }
  return JSON.stringify(Array.from(bySeq.values()).sort((a, b) => a.seq - b.seq));
}

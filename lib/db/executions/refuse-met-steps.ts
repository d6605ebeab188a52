import type { PoolClient } from 'pg';
import { hashedStepId, STEP_MET } from '@/lib/domain/hashed-seq';
import type { ProjectId } from '@/lib/domain/project';
import { idSpan } from './id-span';
import type { StoredItem } from './stored-item';

/**
 * Takes the steps out of messages whose seq, made of their id, is that of another one that is stored:
 * the two cannot be told apart, and to merge them would lose one in silence. What is taken out is named
 * among the alterations. To be called after resolveClaims, whose locks let no other message of a trace
 * in between.
 */
export async function refuseMetSteps(
  client: PoolClient,
  projectId: ProjectId,
  items: readonly StoredItem[],
): Promise<void> {
  const sent = items
    .filter(({ mayMeetSteps }) => mayMeetSteps)
    .flatMap(({ id, execution }) =>
      execution.steps.filter((step) => hashedStepId(step) !== null).map(({ seq }) => ({ id, seq })),
    );
  if (sent.length === 0) return;
  const ids = sent.map(({ id }) => id);
  // The id stands at the beginning of what may be long.
  const { rows } = await client.query<{ id: string; seq: number; inputText: string | null }>(
    `SELECT s.execution_id AS id, s.seq, left(s.input_text, 40) AS "inputText"
     FROM unnest($2::uuid[], $3::int[]) AS u (id, seq)
     JOIN runlens.execution_steps s
       ON s.project_id = $1 AND s.execution_id = u.id AND s.seq = u.seq
     WHERE s.execution_id BETWEEN $4 AND $5`,
    [projectId, ids, sent.map(({ seq }) => seq), ...idSpan(ids)],
  );
  const stored = new Map(rows.map((row) => [`${row.id} ${row.seq}`, hashedStepId(row)]));
  for (const item of items) refuse(item, (seq) => stored.get(`${item.id} ${seq}`) ?? null);
}

function refuse(item: StoredItem, storedId: (seq: number) => string | null): void {
  const { steps } = item.execution;
  const kept = steps.filter((step, index) => {
    const [id, other] = [hashedStepId(step), storedId(step.seq)];
    if (id === null || other === null || id === other) return true;
    const message = `span ${id} cannot be told from span ${other}, which is stored: it was left out`;
    item.alterations.push({ path: `steps[${index}]`, code: STEP_MET, message });
    return false;
  });
  if (kept.length < steps.length) item.execution = { ...item.execution, steps: kept };
}

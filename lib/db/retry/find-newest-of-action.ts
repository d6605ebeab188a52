import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { triggerHash } from '@/lib/domain/trigger-hash';
import { prisma } from '../client';

/** A text that speaks of a hash may do so elsewhere than at its top: so many are looked at. */
const TRIGGERS = 20;

const isText = (text: string | null) => text !== null;

/** What the newest executions of an action say of it. */
export interface NewestOfAction {
  /** Lower-case hex; null where none of them has code. */
  codeSha256: string | null;
  /** Of the execution that ran it. */
  codeExecutionId: ExecutionId | null;
  /** Of the newest that names the hash of its trigger. */
  triggerHash: string | null;
}

/**
 * The newest code of an action, of executions whose main action it is, and its newest trigger. Both from
 * the newest back, over all that is kept.
 */
export async function findNewestOfAction(
  projectId: ProjectId,
  actionKey: string,
): Promise<NewestOfAction> {
  const [code, trigger] = await Promise.all([
    prisma().$queryRaw<{ id: string; sha256: string }[]>`
      SELECT id, encode(code_sha256, 'hex') AS sha256 FROM runlens.executions
      WHERE project_id = ${projectId} AND action_keys @> ARRAY[${actionKey}::text]
        AND code_sha256 IS NOT NULL AND (raised_action = ${actionKey}::text
          OR (action_keys[1] = ${actionKey}::text
            AND (raised_action IS NULL OR NOT action_keys @> ARRAY[raised_action])))
      ORDER BY id DESC LIMIT 1`,
    prisma().$queryRaw<{ trigger_text: string }[]>`
      SELECT p.trigger_text FROM runlens.executions e JOIN runlens.execution_payloads p
        ON p.project_id = e.project_id AND p.execution_id = e.id
      WHERE e.project_id = ${projectId} AND e.action_keys @> ARRAY[${actionKey}::text]
        AND p.trigger_text ~ '"hash"[[:space:]]*:'
      ORDER BY e.id DESC LIMIT ${TRIGGERS}`,
  ]);
  return {
    codeSha256: code[0]?.sha256 ?? null,
    codeExecutionId: code[0]?.id ?? null,
    triggerHash: trigger.map((one) => triggerHash(one.trigger_text)).find(isText) ?? null,
  };
}

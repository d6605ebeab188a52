import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { triggerHash } from '@/lib/domain/trigger-hash';
import { prisma } from '../client';
import { SharedRead } from '../shared-read';

/** So many of the newest executions are looked at for a trigger: most actions never name one. */
const LOOKED_AT = 200;
/** A text that speaks of a hash may do so elsewhere than at its top: so many are read. */
const TRIGGERS = 20;

const isText = (text: string | null) => text !== null;

/** What the newest executions of an action say of it. */
export interface NewestOfAction {
  /** Lower-case hex; null where none of them has code. */
  codeSha256: string | null;
  /** Of the execution that ran it. */
  codeExecutionId: ExecutionId | null;
  /** Of the newest that names the hash of its trigger, of the newest 200. */
  triggerHash: string | null;
}

/** Retries of one action often come together. */
const finding = new SharedRead<NewestOfAction>();

/**
 * The newest code of an action, of executions whose main action it is, over all that is kept; and its
 * newest trigger.
 */
export function findNewestOfAction(
  projectId: ProjectId,
  actionKey: string,
): Promise<NewestOfAction> {
  return finding.ask(`${projectId} ${actionKey}`, () => readNewest(projectId, actionKey));
}

async function readNewest(projectId: ProjectId, actionKey: string): Promise<NewestOfAction> {
  const [code, triggers] = await Promise.all([
    newestCode(projectId, actionKey),
    newestTriggers(projectId, actionKey),
  ]);
  return {
    codeSha256: code?.sha256 ?? null,
    codeExecutionId: code?.id ?? null,
    triggerHash: triggers.map(triggerHash).find(isText) ?? null,
  };
}

async function newestCode(projectId: ProjectId, actionKey: string) {
  // Of an action that never had code, all executions would be looked through.
  const [found] = await prisma().$queryRaw<{ id: ExecutionId; sha256: string }[]>`
    SELECT id, encode(code_sha256, 'hex') AS sha256 FROM runlens.executions
    WHERE project_id = ${projectId} AND action_keys @> ARRAY[${actionKey}::text]
      AND code_sha256 IS NOT NULL AND (raised_action = ${actionKey}::text
        OR (action_keys[1] = ${actionKey}::text
          AND (raised_action IS NULL OR NOT action_keys @> ARRAY[raised_action])))
      AND EXISTS (SELECT FROM runlens.action_versions
        WHERE project_id = ${projectId} AND action_key = ${actionKey})
    ORDER BY id DESC LIMIT 1`;
  return found;
}

async function newestTriggers(projectId: ProjectId, actionKey: string): Promise<string[]> {
  const newest = await prisma().$queryRaw<{ id: ExecutionId }[]>`
    SELECT id FROM runlens.executions
    WHERE project_id = ${projectId} AND action_keys @> ARRAY[${actionKey}::text]
    ORDER BY id DESC LIMIT ${LOOKED_AT}`;
  if (newest.length === 0) return [];
  const ids = newest.map(({ id }) => id);
  const found = await prisma().$queryRaw<{ trigger_text: string }[]>`
    SELECT trigger_text FROM runlens.execution_payloads
    WHERE project_id = ${projectId} AND execution_id = ANY(${ids}::uuid[])
      AND trigger_text ~ '"hash"[[:space:]]*:'
    ORDER BY execution_id DESC LIMIT ${TRIGGERS}`;
  return found.map(({ trigger_text: text }) => text);
}

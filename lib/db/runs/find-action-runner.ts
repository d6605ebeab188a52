import type { Pool, PoolClient } from 'pg';
import {
  type ActionRunner,
  ANY_ACTION,
  DEFAULT_ALLOWED_MS,
  EXECUTOR_KINDS,
  RECOVERIES,
} from '@/lib/domain/action-runner';
import type { ProjectId } from '@/lib/domain/project';

interface RunnerRow {
  executor: string;
  webhook_url: string | null;
  webhook_secret: string | null;
  max_concurrent: number | null;
  throttle: boolean;
  throttle_per_minute: number | null;
  allowed_ms: number | null;
  recovery: string;
}

/** The settings of an action, else those of the project; null when nobody has made any, `off` where it must not be run. */
export async function findActionRunner(
  client: Pool | PoolClient,
  projectId: ProjectId,
  actionKey: string | null,
): Promise<ActionRunner | 'off' | null> {
  const { rows } = await client.query<RunnerRow>(
    `SELECT executor, webhook_url, webhook_secret, max_concurrent, throttle, throttle_per_minute,
       allowed_ms, recovery
     FROM runlens.action_runners WHERE project_id = $1 AND action_key = ANY($2)
     ORDER BY action_key DESC LIMIT 1`,
    [projectId, [actionKey ?? ANY_ACTION, ANY_ACTION]],
  );
  const [row] = rows;
  if (!row) return null;
  if (row.executor === 'off') return 'off';
  const executor = EXECUTOR_KINDS.find((kind) => kind === row.executor);
  const recovery = RECOVERIES.find((each) => each === row.recovery);
  if (!executor || !recovery) throw new Error('a runner of an action that no release has written');
  return {
    executor,
    webhookUrl: row.webhook_url,
    webhookSecret: row.webhook_secret,
    maxConcurrent: row.max_concurrent,
    throttle: row.throttle,
    throttlePerMinute: row.throttle_per_minute,
    allowedMs: row.allowed_ms ?? DEFAULT_ALLOWED_MS[executor],
    recovery,
  };
}

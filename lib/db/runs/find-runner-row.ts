import { RECOVERIES } from '@/lib/domain/action-runner';
import type { ProjectId } from '@/lib/domain/project';
import { RUNNER_CHOICES, type StoredRunnerSettings } from '@/lib/domain/runner-settings';
import { prisma } from '../client';

export interface RunnerRow extends StoredRunnerSettings {
  actionKey: string;
  /** As it is stored: sealed. */
  webhookSecret: string | null;
}

/** The first of these settings that is there; the empty key is what holds for the whole project. */
export async function findRunnerRow(
  projectId: ProjectId,
  actionKeys: readonly string[],
): Promise<RunnerRow | null> {
  const rows = await prisma().actionRunner.findMany({
    where: { projectId, actionKey: { in: [...actionKeys] } },
  });
  const [row] = actionKeys.flatMap((key) => rows.filter(({ actionKey }) => actionKey === key));
  if (!row) return null;
  const executor = RUNNER_CHOICES.find((one) => one === row.executor);
  const recovery = RECOVERIES.find((one) => one === row.recovery);
  if (!executor || !recovery) throw new Error('a runner of an action that no release has written');
  return {
    actionKey: row.actionKey,
    executor,
    webhookUrl: row.webhookUrl,
    webhookSecret: row.webhookSecret,
    hasSecret: row.webhookSecret !== null,
    maxConcurrent: row.maxConcurrent,
    throttle: row.throttle,
    throttlePerMinute: row.throttlePerMinute,
    allowedMs: row.allowedMs,
    recovery,
    updatedAt: row.updatedAt,
    updatedBy: row.updatedBy,
  };
}

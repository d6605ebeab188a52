import type { ProjectId } from '@/lib/domain/project';
import type { RunnerSettings } from '@/lib/domain/runner-settings';
import { prisma } from '../client';

/** Keeps the settings of an action, or with the empty key those of the project. The secret stays as it is. */
export async function saveRunnerRow(
  projectId: ProjectId,
  actionKey: string,
  settings: RunnerSettings,
  updatedBy: string,
): Promise<void> {
  const { executor, webhookUrl, maxConcurrent, throttle, throttlePerMinute } = settings;
  const { allowedMs, recovery } = settings;
  const values = {
    ...{ executor, webhookUrl, maxConcurrent, throttle, throttlePerMinute, allowedMs, recovery },
    ...{ updatedBy, updatedAt: new Date() },
  };
  await prisma().actionRunner.upsert({
    where: { projectId_actionKey: { projectId, actionKey } },
    create: { projectId, actionKey, ...values },
    update: values,
  });
}

/** Nothing is set any more, and the secret is gone. */
export async function deleteRunnerRow(projectId: ProjectId, actionKey: string): Promise<void> {
  await prisma().actionRunner.deleteMany({ where: { projectId, actionKey } });
}

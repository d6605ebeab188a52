import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';

/**
 * Puts a sealed secret in the place of another one, if that still stands there: of two people who replace
 * it at once, one is told to look again. False then, and where nothing is set.
 */
export async function swapWebhookSecret(
  projectId: ProjectId,
  actionKey: string,
  swap: { before: string | null; after: string },
): Promise<boolean> {
  const { count } = await prisma().actionRunner.updateMany({
    where: { projectId, actionKey, webhookSecret: swap.before },
    data: { webhookSecret: swap.after },
  });
  return count > 0;
}

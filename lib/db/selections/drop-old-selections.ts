import { SELECTION_KEPT_MS } from '@/lib/domain/frozen-selection';
import { prisma } from '../client';

/** Deletes selections whose time is over. Their parts go first: what is left is deleted by the next turn. */
export async function dropOldSelections(now = Date.now()): Promise<void> {
  const old = await prisma().frozenSelection.findMany({
    where: { createdAt: { lte: new Date(now - SELECTION_KEPT_MS) } },
    select: { id: true },
  });
  for (const { id } of old) {
    await prisma().frozenSelectionPart.deleteMany({ where: { selectionId: id } });
    await prisma().frozenSelection.deleteMany({ where: { id } });
  }
}

import type { ExecutionId } from '@/lib/domain/execution-id';
import { prisma } from '../client';

/** The ids of a selection in their order, part by part. Whoever asks has found it as theirs. */
export async function* readSelection(selectionId: string): AsyncGenerator<ExecutionId[]> {
  for (let seq = 0; ; seq += 1) {
    const part = await prisma().frozenSelectionPart.findUnique({
      where: { selectionId_seq: { selectionId, seq } },
      select: { executionIds: true },
    });
    if (!part) return;
    yield part.executionIds;
  }
}

import { AppError } from '@/lib/domain/app-error';
import type { ProjectId } from '@/lib/domain/project';
import { MAX_VIEWS } from '@/lib/domain/saved-view';
import { prisma } from '../client';
import type { Prisma } from '../generated/client';

/** Advisory lock, with the project: names are looked at and taken by one at a time. */
const VIEW_NAME_LOCK = 7_421_002;

interface Name {
  name: string;
  isShared: boolean;
  /** The view that has it already, or is to have it. */
  id: string;
}

/**
 * Runs a change within which nobody else can take the name. A name is unique among the shared views
 * of a project and among the private ones of a person, in any case of letters. Throws `conflict`.
 */
export async function withFreeName<T>(
  projectId: ProjectId,
  userId: string,
  { name, isShared, id }: Name,
  run: (tx: Prisma.TransactionClient) => Promise<T>,
): Promise<T> {
  return prisma().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${VIEW_NAME_LOCK}::int, ${projectId}::int)`;
    const others = await tx.savedView.findMany({
      where: { projectId, shared: isShared, ...(isShared ? {} : { userId }), NOT: { id } },
      select: { name: true },
    });
    if (others.some((other) => other.name.toLowerCase() === name.toLowerCase())) {
      const whose = isShared ? 'The project has a shared view' : 'You have a view';
      throw new AppError('conflict', `${whose} named “${name}” already: choose another name`);
    }
    if (others.length >= MAX_VIEWS) {
      throw new AppError('conflict', `There are ${MAX_VIEWS} views already: delete one first`);
    }
    return run(tx);
  });
}

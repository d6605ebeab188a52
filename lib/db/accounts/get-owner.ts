import { prisma } from '../client';

/** The first owner. Throws when first-start has not run. */
export async function getOwner(): Promise<{ id: string }> {
  return prisma().user.findFirstOrThrow({
    where: { role: 'owner' },
    orderBy: { createdAt: 'asc' },
    select: { id: true },
  });
}

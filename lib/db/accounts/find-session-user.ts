import { prisma } from '../client';

export async function findSessionUser(tokenSha256: Uint8Array<ArrayBuffer>, now: Date) {
  const session = await prisma().session.findUnique({
    where: { tokenSha256 },
    select: { expiresAt: true, user: { select: { id: true, name: true, role: true } } },
  });
  return session && session.expiresAt > now ? session.user : null;
}

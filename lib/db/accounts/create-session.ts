import { prisma } from '../client';

/** Stores a session and forgets those that have ended. */
export async function createSession(
  userId: string,
  tokenSha256: Uint8Array<ArrayBuffer>,
  expiresAt: Date,
): Promise<void> {
  await prisma().session.deleteMany({ where: { expiresAt: { lt: new Date() } } });
  await prisma().session.create({ data: { userId, tokenSha256, expiresAt } });
}

import { prisma } from '../client';

/** Replaces every earlier token of the user. */
export async function createSignInToken(
  userId: string,
  tokenSha256: Uint8Array<ArrayBuffer>,
  expiresAt: Date,
): Promise<void> {
  await prisma().$transaction([
    prisma().signInToken.deleteMany({ where: { userId } }),
    prisma().signInToken.create({ data: { userId, tokenSha256, expiresAt } }),
  ]);
}

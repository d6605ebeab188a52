import { prisma } from '../client';

export async function deleteSession(tokenSha256: Uint8Array<ArrayBuffer>): Promise<void> {
  await prisma().session.deleteMany({ where: { tokenSha256 } });
}

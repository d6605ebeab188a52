import { prisma } from '../client';

/** The user of the token, once: the row is deleted by the statement that reads it. */
export async function consumeSignInToken(
  tokenSha256: Uint8Array<ArrayBuffer>,
  now: Date,
): Promise<string | null> {
  const rows = await prisma().$queryRaw<{ user_id: string; expires_at: Date }[]>`
    DELETE FROM runlens.sign_in_tokens WHERE token_sha256 = ${tokenSha256}
    RETURNING user_id, expires_at`;
  const row = rows[0];
  return row && row.expires_at > now ? row.user_id : null;
}

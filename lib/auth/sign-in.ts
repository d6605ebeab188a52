import { consumeSignInToken } from '@/lib/db/accounts/consume-sign-in-token';
import { createSession } from '@/lib/db/accounts/create-session';
import { hashSecretToken, newSecretToken } from './secret-token';
import { SESSION_MAX_AGE_S } from './session-cookie';

/** Trades a one-time token for a new session token, or null when it was used, replaced or is too old. */
export async function signIn(oneTimeToken: string): Promise<string | null> {
  const now = new Date();
  const userId = await consumeSignInToken(hashSecretToken(oneTimeToken), now);
  if (!userId) return null;
  const token = newSecretToken();
  const expiresAt = new Date(now.getTime() + SESSION_MAX_AGE_S * 1000);
  await createSession(userId, hashSecretToken(token), expiresAt);
  return token;
}

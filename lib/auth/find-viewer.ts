import { cookies } from 'next/headers';
import { cache } from 'react';
import { findSessionUser } from '@/lib/db/accounts/find-session-user';
import { hashSecretToken } from './secret-token';
import { SESSION_COOKIE } from './session-cookie';
import type { Viewer } from './viewer';

/** Who is asking, from the session cookie, or null. Asked once per request. */
export const findViewer = cache(async (): Promise<Viewer | null> => {
  const token = (await cookies()).get(SESSION_COOKIE)?.value;
  if (!token) return null;
  const user = await findSessionUser(hashSecretToken(token), new Date());
  return user?.role === 'owner' ? { userId: user.id, name: user.name, role: 'owner' } : null;
});

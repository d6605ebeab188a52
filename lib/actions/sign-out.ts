'use server';

import { cookies } from 'next/headers';
import { endSession } from '@/lib/auth/end-session';
import { SESSION_COOKIE } from '@/lib/auth/session-cookie';

/** Ends the session on the server and in the browser. Needs no project, and nobody is refused it. */
export async function signOutAction(): Promise<void> {
  const jar = await cookies();
  const token = jar.get(SESSION_COOKIE)?.value;
  if (token) await endSession(token);
  jar.delete(SESSION_COOKIE);
}

import { cookies } from 'next/headers';
import { AppError } from '@/lib/domain/app-error';
import { readKey } from './read-key';
import { hashSecretToken } from './secret-token';
import { SESSION_COOKIE } from './session-cookie';

/** What lets somebody read for a long time, so that it can be looked at again meanwhile. */
export interface Grant {
  kind: 'session' | 'key';
  sha256: Uint8Array<ArrayBuffer>;
}

/** The session of this request. */
export async function sessionGrant(): Promise<Grant> {
  return grant('session', (await cookies()).get(SESSION_COOKIE)?.value);
}

/** The API key of this request. */
export function keyGrant(request: Request): Grant {
  return grant('key', readKey(request.headers.get('authorization')));
}

function grant(kind: Grant['kind'], token: string | null | undefined): Grant {
  if (!token) throw new AppError('unauthenticated');
  return { kind, sha256: hashSecretToken(token) };
}

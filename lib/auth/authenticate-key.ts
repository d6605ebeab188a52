import { findApiKey, type OpenedKey } from '@/lib/db/accounts/find-api-key';
import { AppError } from '@/lib/domain/app-error';
import { readKey } from './read-key';
import { hashSecretToken } from './secret-token';

const WITHOUT =
  'Send an API key of the project: `Authorization: Bearer KEY`, or the key as the user name of Basic. ' +
  'Keys are made under Settings.';
const UNKNOWN =
  'This server does not know the API key that was sent, or it has ended. Keys are made under Settings.';

/** The project that an API key opens, and the key's name. Every failure is the same `unauthenticated`. */
export async function authenticateKey(authorization: string | null): Promise<OpenedKey> {
  const key = readKey(authorization);
  if (!key) throw new AppError('unauthenticated', WITHOUT);
  const opened = await findApiKey(hashSecretToken(key), new Date());
  if (!opened) throw new AppError('unauthenticated', UNKNOWN);
  return opened;
}

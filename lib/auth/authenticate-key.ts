import { findApiKey, type OpenedKey } from '@/lib/db/accounts/find-api-key';
import { AppError } from '@/lib/domain/app-error';
import { readKey } from './read-key';
import { hashSecretToken } from './secret-token';

/** The project that an API key opens, and the key's name. Every failure is the same `unauthenticated`. */
export async function authenticateKey(authorization: string | null): Promise<OpenedKey> {
  const key = readKey(authorization);
  const opened = key ? await findApiKey(hashSecretToken(key), new Date()) : null;
  if (!opened) {
    throw new AppError(
      'unauthenticated',
      'Send an API key of the project: `Authorization: Bearer KEY`. Keys are made under Settings.',
    );
  }
  return opened;
}

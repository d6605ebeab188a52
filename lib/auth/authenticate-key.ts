import { findApiKeyProject } from '@/lib/db/accounts/find-api-key-project';
import { AppError } from '@/lib/domain/app-error';
import type { ProjectId } from '@/lib/domain/project';
import { hashSecretToken } from './secret-token';

/** `Bearer KEY`, or `Basic` with the key as user name. */
function keyOf(authorization: string): string | null {
  const [scheme, value] = authorization.split(/\s+/, 2);
  if (!value) return null;
  if (scheme?.toLowerCase() === 'bearer') return value;
  if (scheme?.toLowerCase() !== 'basic') return null;
  return Buffer.from(value, 'base64').toString('utf8').split(':', 1)[0] || null;
}

/** The project that an API key opens. Every failure is the same `unauthenticated`. */
export async function authenticateKey(authorization: string | null): Promise<ProjectId> {
  const key = authorization ? keyOf(authorization) : null;
  const projectId = key ? await findApiKeyProject(hashSecretToken(key), new Date()) : null;
  if (!projectId) {
    throw new AppError(
      'unauthenticated',
      'Send an API key of the project: `Authorization: Bearer KEY`. Keys are made under Settings.',
    );
  }
  return projectId;
}

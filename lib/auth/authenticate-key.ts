import { findApiKeyProject } from '@/lib/db/accounts/find-api-key-project';
import { AppError } from '@/lib/domain/app-error';
import type { ProjectId } from '@/lib/domain/project';
import { readKey } from './read-key';
import { hashSecretToken } from './secret-token';

/** The project that an API key opens. Every failure is the same `unauthenticated`. */
export async function authenticateKey(authorization: string | null): Promise<ProjectId> {
  const key = readKey(authorization);
  const projectId = key ? await findApiKeyProject(hashSecretToken(key), new Date()) : null;
  if (!projectId) {
    throw new AppError(
      'unauthenticated',
      'Send an API key of the project: `Authorization: Bearer KEY`. Keys are made under Settings.',
    );
  }
  return projectId;
}

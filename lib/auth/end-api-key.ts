import { revokeApiKey } from '@/lib/db/accounts/revoke-api-key';
import { AppError } from '@/lib/domain/app-error';
import type { ProjectId } from '@/lib/domain/project';

/** The key stops working with the next request. Throws `not_found`. */
export async function endApiKey(projectId: ProjectId, id: string): Promise<void> {
  if (!(await revokeApiKey(projectId, id))) {
    throw new AppError('not_found', 'The project has no such key, or it was revoked already');
  }
}

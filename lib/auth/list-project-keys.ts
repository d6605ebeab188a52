import { listApiKeys } from '@/lib/db/accounts/list-api-keys';
import type { ApiKeySummary } from '@/lib/domain/api-key';
import type { Project } from '@/lib/domain/project';

/** The keys of a project that work, newest first; never their text. */
export async function listProjectKeys(project: Project): Promise<ApiKeySummary[]> {
  return listApiKeys(project.id);
}

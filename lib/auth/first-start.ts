import { createApiKey } from '@/lib/db/accounts/create-api-key';
import { ensureOwner } from '@/lib/db/accounts/ensure-owner';
import { ensureDefaultProject } from '@/lib/db/projects/ensure-default-project';
import { hashSecretToken } from './secret-token';

/**
 * What must exist before the first request: the owner, the default project, and the bootstrap key
 * of the environment. Safe to run at every start; a project that was deleted does not come back.
 */
export async function firstStart(bootstrapKey: string | null): Promise<void> {
  await ensureOwner();
  const project = await ensureDefaultProject();
  if (!project || !bootstrapKey) return;
  await createApiKey(project.id, {
    name: 'RUNLENS_API_KEY',
    prefix: bootstrapKey.slice(0, 6),
    keySha256: hashSecretToken(bootstrapKey),
  });
}

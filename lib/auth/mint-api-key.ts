import { createApiKey } from '@/lib/db/accounts/create-api-key';
import { deleteApiKey } from '@/lib/db/accounts/delete-api-key';
import type { ProjectId } from '@/lib/domain/project';
import { hashSecretToken, newSecretToken } from './secret-token';

/** Makes a key of a project. The text is returned once and never stored. */
export async function mintApiKey(projectId: ProjectId, name: string): Promise<string> {
  const key = `rl_${newSecretToken()}`;
  await createApiKey(projectId, { name, prefix: key.slice(0, 8), keySha256: hashSecretToken(key) });
  return key;
}

/** Takes back a key by its text, for whoever minted it for a while. */
export async function endApiKeyByText(projectId: ProjectId, key: string): Promise<void> {
  await deleteApiKey(projectId, hashSecretToken(key));
}

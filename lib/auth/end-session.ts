import { deleteSession } from '@/lib/db/accounts/delete-session';
import { hashSecretToken } from './secret-token';

export async function endSession(token: string): Promise<void> {
  await deleteSession(hashSecretToken(token));
}

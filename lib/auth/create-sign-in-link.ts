import { createSignInToken } from '@/lib/db/accounts/create-sign-in-token';
import { getOwner } from '@/lib/db/accounts/get-owner';
import { paths } from '@/lib/paths';
import { hashSecretToken, newSecretToken } from './secret-token';

const LIFETIME_MS = 24 * 60 * 60 * 1000;

/** A URL that signs the owner in once, within a day. A new one makes the older ones worthless. */
export async function createSignInLink(publicUrl: string): Promise<string> {
  const token = newSecretToken();
  const owner = await getOwner();
  await createSignInToken(owner.id, hashSecretToken(token), new Date(Date.now() + LIFETIME_MS));
  return new URL(paths.signInWith(token), publicUrl).href;
}

import { randomBytes } from 'node:crypto';
import { openSecret, sealSecret } from '@/lib/auth/seal-secret';
import type { ProjectId } from '@/lib/domain/project';
import { OLD_SECRET_MS } from '@/lib/domain/runner-settings';

/** Those of one webhook, the newest first. */
export interface KeptSecret {
  secret: string;
  /** When it stops signing, in milliseconds since 1970; null for the one that holds. */
  until: number | null;
}

/** Standard Webhooks asks for 24 to 64 bytes. */
const SECRET_BYTES = 32;

/** A sealed secret belongs to these settings and cannot be put elsewhere. */
const place = (projectId: ProjectId, actionKey: string) => `webhook ${projectId} ${actionKey}`;

export function newWebhookSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
}

/** The secrets that sign at this moment. Throws in words when they cannot be opened. */
export function openWebhookSecrets(
  projectId: ProjectId,
  actionKey: string,
  sealed: string | null,
  now: number,
): KeptSecret[] {
  if (sealed === null) return [];
  const kept = JSON.parse(openSecret(sealed, place(projectId, actionKey))) as KeptSecret[];
  return kept.filter(({ until }) => until === null || until > now);
}

export function sealWebhookSecrets(
  projectId: ProjectId,
  actionKey: string,
  kept: readonly KeptSecret[],
): string {
  return sealSecret(JSON.stringify(kept), place(projectId, actionKey));
}

/**
 * A new secret before those that are there. The one that has held goes on for a day; what was replaced
 * before that is gone, so that there are never more than two.
 */
export function withNewSecret(
  kept: readonly KeptSecret[],
  secret: string,
  now: number,
): KeptSecret[] {
  const last = kept.find(({ until }) => until === null);
  const old = last ? [{ secret: last.secret, until: now + OLD_SECRET_MS }] : [];
  return [{ secret, until: null }, ...old];
}

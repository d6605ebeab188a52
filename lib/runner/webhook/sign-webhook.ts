import { createHmac } from 'node:crypto';

export interface SignedMessage {
  /** The same for every delivery of the same message. */
  id: string;
  /** Seconds since 1970 of this delivery. */
  timestampS: number;
  body: string;
}

const PREFIX = 'whsec_';

/** The header `webhook-signature` of Standard Webhooks 1.0: one signature a secret, the newest first. */
export function signWebhook(message: SignedMessage, secrets: readonly string[]): string {
  const text = `${message.id}.${message.timestampS}.${message.body}`;
  return secrets
    .map((secret) => {
      const key = Buffer.from(
        secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret,
        'base64',
      );
      return `v1,${createHmac('sha256', key).update(text, 'utf8').digest('base64')}`;
    })
    .join(' ');
}

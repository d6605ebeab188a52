import { createHash, randomBytes } from 'node:crypto';

/** 32 random bytes as base64url. With 256 bits of entropy a plain SHA-256 is a sufficient store. */
export function newSecretToken(): string {
  return randomBytes(32).toString('base64url');
}

export function hashSecretToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token, 'utf8').digest());
}

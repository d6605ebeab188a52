import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from '@/lib/env';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** First member of a sealed text: how it was made. */
const VERSION = 'v1';

/**
 * A secret as the database may hold it: whoever has only the database can read nothing, and cannot move it
 * to another place, for which `about` stands. AES-256-GCM with RUNLENS_SECRET_KEY, else with a key that is
 * made at the first use and kept in the data directory for its owner alone.
 */
export function sealSecret(text: string, about: string): string {
  const key = sealingKey();
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
  const sealed = Buffer.concat([
    nonce,
    cipher.update(text, 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return [VERSION, keyId(key), sealed.toString('base64url')].join('.');
}

/** Throws in words when it was sealed with another key, for another place, or was changed. */
export function openSecret(sealed: string, about: string): string {
  const [version, id, text = ''] = sealed.split('.');
  const key = sealingKey();
  if (version !== VERSION || id !== keyId(key)) {
    throw new Error(
      'This secret was sealed with another key than that of this data directory or RUNLENS_SECRET_KEY. Bring that key back, or make a new secret.',
    );
  }
  const bytes = Buffer.from(text, 'base64url');
  const tagAt = bytes.length - TAG_BYTES;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES))
      .setAAD(Buffer.from(about))
      .setAuthTag(bytes.subarray(tagAt));
    const opened = decipher.update(bytes.subarray(NONCE_BYTES, tagAt));
    return Buffer.concat([opened, decipher.final()]).toString('utf8');
  } catch {
    throw new Error('This secret was changed in the database, or belongs to another place.');
  }
}

/** Tells one key from another and nothing else of it. */
function keyId(key: Buffer): string {
  return createHash('sha256').update('runlens key id').update(key).digest('base64url').slice(0, 8);
}

function sealingKey(): Buffer {
  const { secretKey, dataDir } = env();
  if (secretKey) return Buffer.from(secretKey, 'base64');
  const file = join(dataDir, 'secret-key');
  return readKey(file) ?? makeKey(file);
}

function readKey(file: string): Buffer | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const key = Buffer.from(text, 'base64');
  if (key.length !== KEY_BYTES)
    throw new Error(`${file} is not a key any more. Bring it back from a backup.`);
  return key;
}

/** Of several processes that make one at once, the first is heard. */
function makeKey(file: string): Buffer {
  const mine = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(mine, `${randomBytes(KEY_BYTES).toString('base64')}\n`, {
    mode: 0o600,
    flag: 'wx',
  });
  try {
    linkSync(mine, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(mine, { force: true });
  }
  const key = readKey(file);
  if (!key) throw new Error(`${file} cannot be read`);
  return key;
}

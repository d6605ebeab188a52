import { bundleSection } from '@/lib/bundle/bundle-section';

/** SHA-256 in hex, or null where the page has no secure origin and so no cryptography. */
export async function sha256(bytes: Uint8Array): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null;
  const hash = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Of what a bundle is about, as the server has it. Null where it cannot be worked out. */
export async function bundleSha256(bundleText: string): Promise<string | null> {
  return sha256(new TextEncoder().encode(bundleSection(bundleText)));
}

const BEGIN = /^(?:r'''|r"""|)#>>> action/m;
const RUNTIME = '\n#=== runtime ===\n';

/** SHA-256 in hex, or null where the page has no secure origin and so no cryptography. */
export async function sha256(bytes: Uint8Array): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null;
  const hash = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * What a verdict is about: action, context and recording of a bundle. Neither the header, which may name
 * another address of the same log, nor the runtime. Null where it cannot be worked out.
 */
export async function bundleSha256(bundleText: string): Promise<string | null> {
  const begin = BEGIN.exec(bundleText)?.index ?? 0;
  const end = bundleText.lastIndexOf(RUNTIME) + 1;
  return sha256(new TextEncoder().encode(bundleText.slice(begin, end)));
}

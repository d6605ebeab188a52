import { createHash } from 'node:crypto';
import { bundleSection } from './bundle-section';

/**
 * SHA-256, in hex, of what a bundle is about. `python3 FILE --verify --report` and the browser give the
 * same. Throws when the file has lost the lines that mark its parts.
 */
export function bundleSha256(fileText: string): string {
  return createHash('sha256').update(bundleSection(fileText)).digest('hex');
}

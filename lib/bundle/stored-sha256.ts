import type { StoredRun } from '@/lib/db/executions/list-stored-runs';
import { buildBundle } from './build-bundle';
import { bundleSha256 } from './bundle-sha256';

/** The hash of the bundle that a stored execution has at present; null where it has no code. */
export function storedSha256({ summary, code, ...payload }: StoredRun): string | null {
  if (code === null) return null;
  const { contextText, outputText, validationMessage } = payload;
  const source = { ...summary, code, contextText, outputText, validationMessage, link: null };
  return bundleSha256(buildBundle(source, '').text);
}

import type { PinnedRun } from '@/lib/domain/pinned-case';
import { buildBundle } from './build-bundle';
import type { BundleSource } from './bundle-source';
import { caseSource } from './case-source';
import { replayText } from './replay-text';

/** The Python file of a case, as its execution has or had one. */
export function buildCaseBundle(actionKey: string, run: PinnedRun): { name: string; text: string } {
  return buildBundle(caseSource(actionKey, run), replayText);
}

/** What that file is made of, for a browser that makes it with other code. */
export function caseParts(
  actionKey: string,
  run: PinnedRun,
): { source: BundleSource; runtime: string } {
  return { source: caseSource(actionKey, run), runtime: replayText };
}

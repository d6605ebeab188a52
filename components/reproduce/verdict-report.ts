import type { RunComparison } from '@/lib/domain/compare-runs';
import { unifiedDiff } from '@/lib/format/unified-diff';
import { bundleSha256 } from './bundle-sha256';

/** What a run of unedited code and context says of the promise that a bundle makes. */
export interface VerdictReport {
  outcome: 'same' | 'different';
  python: string;
  implementation: 'pyodide';
  bundle_sha256: string;
  /** Same but for addresses in memory. */
  masked: boolean;
  differences: { part: string; diff: string }[];
}

const MAX_DIFF_CHARS = 20_000;

/** Null where the page cannot work out what the verdict is about. */
export async function verdictReport(
  bundleText: string,
  comparison: RunComparison,
  python: string,
): Promise<VerdictReport | null> {
  const hash = await bundleSha256(bundleText);
  if (hash === null) return null;
  return {
    outcome: comparison.isSame ? 'same' : 'different',
    python,
    implementation: 'pyodide',
    bundle_sha256: hash,
    masked: comparison.isMasked,
    differences: comparison.differences.map(({ part, before, after }) => ({
      part,
      diff: unifiedDiff(part, before, after, MAX_DIFF_CHARS),
    })),
  };
}

import { diffArrays } from 'diff';

/** One row of two texts side by side; null where a side has no line there. Lines count from 0. */
export interface DiffRow {
  before: number | null;
  after: number | null;
}

/** A stretch of rows that are all equal, or all different. */
export interface DiffRun {
  equal: boolean;
  rows: DiffRow[];
}

/** Edits after which two texts are too different for a comparison to say anything; its time grows by their square. */
const MAX_EDITS = 1_000;
/** For a machine that is busy: others wait meanwhile. */
const LIMIT_MS = 400;

/**
 * Two texts line by line. What was taken out stands beside what was put in at the same place. Null when
 * they differ too much.
 */
export function lineDiff(before: readonly string[], after: readonly string[]): DiffRun[] | null {
  const parts = diffArrays([...before], [...after], {
    maxEditLength: MAX_EDITS,
    timeout: LIMIT_MS,
  });
  if (!parts) return null;
  const runs: DiffRun[] = [];
  let [i, j, removed, added] = [0, 0, 0, 0];
  const settle = () => {
    if (removed + added === 0) return;
    const rows = Array.from({ length: Math.max(removed, added) }, (_, n) => ({
      before: n < removed ? i + n : null,
      after: n < added ? j + n : null,
    }));
    runs.push({ equal: false, rows });
    i += removed;
    j += added;
    [removed, added] = [0, 0];
  };
  for (const { count, removed: isRemoved, added: isAdded } of parts) {
    if (isRemoved) removed += count;
    else if (isAdded) added += count;
    else {
      settle();
      const [from, to] = [i, j];
      const rows = Array.from({ length: count }, (_, n) => ({ before: from + n, after: to + n }));
      runs.push({ equal: true, rows });
      i += count;
      j += count;
    }
  }
  settle();
  return runs;
}

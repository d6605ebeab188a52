import type { CodeMark } from '@/lib/domain/counts';

/** Marks nearer than that share one label. In CSS pixels, as all that follows. */
const APART = 76;
/** Of a label: with less room to the right of its mark it stands to the left. */
const LABEL = 60;

export interface MarkCluster {
  left: number;
  /** Whether the label stands to the left of the mark. */
  isFlipped: boolean;
  marks: CodeMark[];
}

/** Oldest first: a label goes to the left one of its neighbours, and none lies over another. */
export function clusterMarks(
  marks: readonly CodeMark[],
  width: number,
  placeOf: (mark: CodeMark) => number,
): MarkCluster[] {
  const clusters: MarkCluster[] = [];
  for (const mark of marks.toSorted((a, b) => a.atMs - b.atMs)) {
    const left = placeOf(mark);
    const isFlipped = left > width - LABEL;
    const last = clusters.at(-1);
    if (last && left - last.left < (isFlipped ? APART + LABEL : APART)) last.marks.push(mark);
    else clusters.push({ left, isFlipped, marks: [mark] });
  }
  return clusters;
}

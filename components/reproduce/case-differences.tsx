import { LineDiffView } from '@/components/compare/line-diff-view';
import type { RunComparison } from '@/lib/domain/compare-runs';
import { partWords } from '@/lib/format/case-words';
import { plainCodeLines } from '@/lib/format/plain-code-lines';
import { MAX_DRAWN_CHARS } from './printed-text';

/** A text as itself, everything else as its JSON. */
function textOf(value: string): string {
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'string' ? parsed : value;
  } catch {
    return value;
  }
}

const lines = (text: string) => plainCodeLines(text.slice(0, MAX_DRAWN_CHARS).replace(/\n$/, ''));

/** What was pinned, and what came out instead. */
export function CaseDifferences({ differences }: { differences: RunComparison['differences'] }) {
  return differences.map(({ part, before, after }) => {
    const [pinned, now] = part === 'stdout' ? [before, after] : [textOf(before), textOf(after)];
    return (
      <div key={part} className="border-t border-line first:border-t-0">
        <p className="px-4 py-1.5 text-[12px] text-mute">
          <span className="font-semibold text-text">{partWords(part)}</span>, pinned and now
        </p>
        <LineDiffView
          label={`${partWords(part)}, compared`}
          before={lines(pinned)}
          after={lines(now)}
        />
      </div>
    );
  });
}

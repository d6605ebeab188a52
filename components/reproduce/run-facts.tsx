import { cn } from '@/lib/cn';
import type { RunComparison } from '@/lib/domain/compare-runs';
import { RUN_FACTS, type RunFact, type RunRecord } from '@/lib/domain/run-record';
import { visibleLine } from '@/lib/format/visible-line';

const LABEL: Record<RunFact, string> = {
  exit_code: 'Exit code',
  outcome: 'Outcome',
  validation_message: 'Message',
  result: 'Result',
  mutations: 'Mutations',
};

const MAX_CHARS = 5_000;

/** A text as itself, everything else as its JSON. */
function shown(json: string | null): string {
  if (json === null) return '–';
  const text = json.startsWith('"') ? (JSON.parse(json) as string) : json;
  return visibleLine(text.slice(0, MAX_CHARS)) || '(empty)';
}

const isNothing = (json: string | null) => json === null || json === 'null' || json === '[]';

interface RunFactsProps {
  recorded: RunRecord;
  now: RunRecord;
  comparison: RunComparison | null;
}

/** Everything but the streams: what was recorded, and what came out now. */
export function RunFacts({ recorded, now, comparison }: RunFactsProps) {
  const different = new Set(comparison?.differences.map(({ part }) => part));
  const rows = RUN_FACTS.filter(
    (name) => !(isNothing(recorded.facts[name]) && isNothing(now.facts[name])),
  );
  return (
    <table className="w-full table-fixed border-t border-line text-left">
      <caption className="sr-only">Outcome, recorded and now</caption>
      <thead className="text-[11px] text-mute">
        <tr>
          <td className="w-24 py-1 pl-4" />
          <th scope="col" className="py-1 pr-4 font-normal">
            Recorded
          </th>
          <th scope="col" className="py-1 pr-4 font-normal">
            Now
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((name) => (
          <tr key={name} className="border-t border-line align-top">
            <th scope="row" className="py-1.5 pr-2 pl-4 font-normal text-mute">
              {LABEL[name]}
            </th>
            <Value json={recorded.facts[name]} />
            <Value json={now.facts[name]} isDifferent={different.has(name)} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ json, isDifferent = false }: { json: string | null; isDifferent?: boolean }) {
  return (
    <td
      className={cn(
        'max-h-60 py-1.5 pr-4 font-mono text-[12px] break-words whitespace-pre-wrap',
        isDifferent && 'bg-(--diff-removed)',
      )}
    >
      {shown(json)}
      {isDifferent ? <span className="font-sans text-bad"> differs</span> : null}
    </td>
  );
}

import type { Alteration } from '@/lib/domain/execution';
import { visibleLine } from '@/lib/format/visible-line';

/** What was changed when this log was stored: never in silence. */
export function Alterations({ alterations }: { alterations: readonly Alteration[] }) {
  if (alterations.length === 0) return null;
  return (
    <details className="border-b border-line bg-warn-tint px-4 py-2 text-warn">
      <summary>
        {alterations.length === 1
          ? 'One thing was altered or left out of the search'
          : `${alterations.length} things were altered or left out of the search`}{' '}
        when this log was stored
      </summary>
      <ul className="list-disc py-1 pl-5 text-[12px]">
        {alterations.map(({ path, code, message }) => (
          <li key={`${path} ${code}`}>
            <span className="font-mono">{visibleLine(path)}</span>: {visibleLine(message)} ({code})
          </li>
        ))}
      </ul>
    </details>
  );
}

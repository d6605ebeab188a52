import { Kbd } from '@/components/ui/kbd';
import type { ErrorList } from '@/lib/contract/error-list';

const KEYS: [keys: string[], does: string][] = [
  [['j', 'k'], 'move'],
  [['↵'], 'open'],
  [['x'], 'select'],
  [['r'], 'resolve'],
  [['i'], 'ignore'],
  [['o'], 'open again'],
];

/** The line at the foot: how many groups, the last change taken back, and the keys that work. */
export function ErrorStatus({
  list,
  busy,
  onUndo,
}: {
  list: ErrorList | undefined;
  busy: boolean;
  onUndo: (() => void) | null;
}) {
  return (
    <footer className="flex h-8 shrink-0 items-center gap-4 border-t border-line bg-panel px-4 text-[12px] text-mute">
      <span role="status" data-testid="error-status">
        {list ? (
          <>
            <strong className="font-semibold text-text">{list.total.toLocaleString('en')}</strong>{' '}
            {list.total === 1 ? 'group' : 'groups'}
            {busy ? ' · loading' : ''}
          </>
        ) : busy ? (
          'Loading…'
        ) : (
          'Not loaded'
        )}
      </span>
      {onUndo ? (
        <button type="button" onClick={onUndo} className="flex items-center gap-1 hover:text-text">
          <Kbd>u</Kbd> undo the last change
        </button>
      ) : null}
      <span className="ml-auto flex items-center gap-3 max-lg:hidden">
        {KEYS.map(([keys, does]) => (
          <span key={does} className="flex items-center gap-1">
            {keys.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}{' '}
            {does}
          </span>
        ))}
      </span>
    </footer>
  );
}

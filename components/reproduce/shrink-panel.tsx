import { Button } from '@/components/ui/button';
import { formatNoun } from '@/lib/format/format-count';
import type { Draft } from './use-draft';
import type { useShrink } from './use-shrink';

interface ShrinkPanelProps {
  shrink: ReturnType<typeof useShrink>;
  draft: Draft;
  /** Another run is at work, or there is no Python. */
  isBusy: boolean;
  onSave: (contextText: string) => void;
}

/** The smallest context with which the code still fails in the same way. */
export function ShrinkPanel({ shrink, draft, isBusy, onSave }: ShrinkPanelProps) {
  const { state } = shrink;
  const open = (text: string) => {
    draft.take({ text, from: 'the smallest failing input' });
    shrink.clear();
  };
  return (
    <section
      aria-label="Smallest failing input"
      className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-4 py-2"
    >
      {shrink.isBusy ? (
        <Button look="danger" onClick={shrink.stop}>
          Stop looking
        </Button>
      ) : (
        <Button onClick={shrink.start} disabled={isBusy}>
          Find the smallest failing input
        </Button>
      )}
      <p role="status" className="text-mute tabular-nums">
        {wordsOf(state)}
      </p>
      {state?.phase === 'ended' ? (
        <>
          <Button onClick={() => open(state.shrunk.text)}>Open it in the editor</Button>
          <Button onClick={() => onSave(state.shrunk.text)}>Save as a new context</Button>
        </>
      ) : null}
    </section>
  );
}

function wordsOf(state: ShrinkPanelProps['shrink']['state']): string {
  if (!state) return '';
  if (state.phase === 'refused') return state.message;
  if (!state.shrunk) return 'Running it as it is…';
  const { parts, partsBefore, tries, isSmallest } = state.shrunk;
  const fails = `ails with ${parts.toLocaleString('en')} of ${partsBefore.toLocaleString('en')} keys`;
  const runs = formatNoun(tries, 'run');
  if (state.phase === 'running') return `So far it f${fails}, after ${runs}…`;
  return `F${fails}, after ${runs}${isSmallest ? '; without any of them it does not' : ', stopped early'}.`;
}

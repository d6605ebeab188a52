import { Play, Square } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { LoadBar } from './load-bar';
import type { usePython } from './use-python';

interface RunToolbarProps {
  isBusy: boolean;
  /** Python is at work for something else. */
  isTaken: boolean;
  isEdited: boolean;
  onRun: () => void;
  onStop: () => void;
  onReset: () => void;
  onDownload: () => void;
  onOtherContext: () => void;
  python: ReturnType<typeof usePython>;
}

/** What can be done with a run. Run and Stop are one button, so that the focus stays where it is. */
export function RunToolbar(props: RunToolbarProps) {
  const { isBusy, isTaken, isEdited, python } = props;
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2">
      <Button
        look={isBusy ? 'danger' : 'primary'}
        onClick={isBusy ? props.onStop : props.onRun}
        disabled={isTaken || (!isBusy && python.state.phase === 'failed')}
        className="min-w-20"
      >
        {isBusy ? <Square aria-hidden size={12} /> : <Play aria-hidden size={12} />}
        {isBusy ? 'Stop' : 'Run'}
      </Button>
      <span className="text-[12px] text-mute max-md:hidden">
        <Kbd>⌘ ↵</Kbd> or <Kbd>Ctrl ↵</Kbd>
      </span>
      <Button onClick={props.onReset} disabled={!isEdited}>
        Reset
      </Button>
      <Button onClick={props.onDownload}>
        {isEdited ? 'Download edited version' : 'Download'}
      </Button>
      <Button onClick={props.onOtherContext}>Use the context of another execution</Button>
      <div className="ml-auto max-md:ml-0">
        <LoadBar state={python.state} again={python.again} />
      </div>
    </div>
  );
}

import { Button } from '@/components/ui/button';
import { cn } from '@/lib/cn';
import type { CaseVerdict } from '@/lib/domain/case-verdict';
import { caseWords } from '@/lib/format/case-words';
import { visibleLine } from '@/lib/format/visible-line';

const TONE: Record<CaseVerdict['kind'], string> = {
  waiting: 'text-mute',
  running: 'text-mute',
  stopped: 'text-text',
  same: 'text-good',
  different: 'text-bad',
  cannot: 'text-warn',
  failed: 'text-bad',
};

interface CaseVerdictLineProps {
  verdict: CaseVerdict;
  /** Of the case. */
  name: string;
  isOpen: boolean;
  onToggle: () => void;
}

/** What a run in the browser says of a case. */
export function CaseVerdictLine({ verdict, name, isOpen, onToggle }: CaseVerdictLineProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-2">
      <span className={cn('min-w-0 break-words', TONE[verdict.kind])}>
        <span className="text-mute">In the browser: </span>
        <span className="font-semibold">{visibleLine(caseWords(verdict))}</span>
      </span>
      {verdict.kind === 'different' ? (
        <Button
          look="quiet"
          className="-mx-1.5 h-6 px-1.5"
          aria-expanded={isOpen}
          onClick={onToggle}
        >
          {isOpen ? 'Hide' : 'Show'} what differs<span className="sr-only"> in {name}</span>
        </Button>
      ) : null}
    </div>
  );
}

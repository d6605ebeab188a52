import { cn } from '@/lib/cn';
import type { Verdict } from '@/lib/domain/verdict';
import { VERDICT_LABEL } from '@/lib/format/verdict-label';

const COLOR: Partial<Record<Verdict, string>> = { verified: 'text-good', diverged: 'text-bad' };

export function VerdictCell({ verdict }: { verdict: Verdict }) {
  return (
    <span className={cn('truncate', COLOR[verdict] ?? 'text-mute')}>{VERDICT_LABEL[verdict]}</span>
  );
}

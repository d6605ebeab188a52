import type { CaseVerdict } from '@/lib/domain/case-verdict';

/** Which code the cases are run with: each with the one that it was pinned with, or all with one. */
export type CasesCode = 'own' | 'newest' | 'edited';

/** A verdict in words; a sentence where there is more to say. */
export function caseWords(verdict: CaseVerdict): string {
  switch (verdict.kind) {
    case 'waiting':
      return 'Waiting';
    case 'running':
      return 'Running…';
    case 'stopped':
      return 'Stopped';
    case 'same':
      return verdict.isMasked ? 'Same, memory addresses apart' : 'Same';
    case 'different': {
      const parts = verdict.differences.map(({ part }) => partWords(part)).join(', ');
      return [`Different: ${parts}.`, ...verdict.notes].join(' ');
    }
    case 'cannot':
      return ['Cannot run here.', ...verdict.why].join(' ');
    case 'failed':
      return `Not run: ${verdict.message}`;
  }
}

/** The parts of an outcome, as the screens name them. */
export function partWords(part: string): string {
  return part === 'validation_message' ? 'message' : part.replace('_', ' ');
}

const WITH: Record<CasesCode, string> = {
  own: 'each with its own code',
  newest: 'with the newest code',
  edited: 'with edited code',
};

export const casesCodeWords = (code: CasesCode) => WITH[code];

const OTHERWISE: readonly [CaseVerdict['kind'], one: string, many: string][] = [
  ['different', 'is different', 'are different'],
  ['cannot', 'cannot run here', 'cannot run here'],
  ['failed', 'was not run', 'were not run'],
  ['stopped', 'was stopped', 'were stopped'],
];

/** All verdicts of one go, in one line. Those that wait after its end were not run. */
export function casesSummary(
  verdicts: readonly CaseVerdict[],
  { code, isRunning }: { code: CasesCode; isRunning: boolean },
): string {
  const count = (...kinds: CaseVerdict['kind'][]) =>
    verdicts.filter(({ kind }) => kinds.includes(kind)).length;
  const total = verdicts.length;
  if (isRunning) {
    const at = total - count('waiting');
    return `Running ${at} of ${total} ${WITH[code]}: ${count('same')} so far as pinned`;
  }
  const same = count('same');
  const rest = OTHERWISE.flatMap(([kind, one, many]) => {
    const found = kind === 'failed' ? count('failed', 'waiting') : count(kind);
    return found > 0 ? [`${found} ${found === 1 ? one : many}`] : [];
  });
  const head = `${same} of ${total} ${same === 1 ? 'gives' : 'give'} the pinned outcome, ${WITH[code]}`;
  return rest.length > 0 ? `${head}; ${rest.join(', ')}` : head;
}

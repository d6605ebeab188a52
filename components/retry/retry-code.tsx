import type { RetryPlan } from '@/lib/contract/retry-plan';
import { visibleLine } from '@/lib/format/visible-line';
import { paths } from '@/lib/paths';
import { RetryChoice, RetryPart } from './retry-choice';

const short = (sha256: string) => sha256.slice(0, 8);

/** Which code will run: as it was, or as its action has it by now. */
export function RetryCode(props: {
  project: string;
  id: string;
  plan: RetryPlan;
  code: 'original' | 'current';
  onChoose: (code: 'original' | 'current') => void;
}) {
  const { project, id, plan, code, onChoose } = props;
  const { codeSha256, currentCodeSha256 } = plan.facts;
  const isSame = codeSha256 === currentCodeSha256;
  return (
    <RetryPart title="Code">
      <RetryChoice
        name="retry-code"
        checked={code === 'original'}
        disabled={codeSha256 === null && currentCodeSha256 !== null}
        onChoose={() => onChoose('original')}
      >
        The code that ran{' '}
        {codeSha256 ? (
          <span className="font-mono text-[12px] text-mute">version {short(codeSha256)}</span>
        ) : (
          <span className="text-mute">(none was sent)</span>
        )}
      </RetryChoice>
      <RetryChoice
        name="retry-code"
        checked={code === 'current'}
        disabled={currentCodeSha256 === null || isSame}
        onChoose={() => onChoose('current')}
      >
        The code that{' '}
        {plan.actionKey === null ? (
          'its action'
        ) : (
          <span className="font-mono text-[12px]">{visibleLine(plan.actionKey)}</span>
        )}{' '}
        has now{' '}
        {currentCodeSha256 === null ? (
          '(there is none)'
        ) : isSame ? (
          '(it is the same)'
        ) : (
          <span className="font-mono text-[12px] text-mute">
            version {short(currentCodeSha256)}
          </span>
        )}
      </RetryChoice>
      {codeSha256 && plan.currentCodeId ? (
        <p className="pt-0.5 pl-8 text-[12px]">
          <a
            href={paths.compare(project, id, plan.currentCodeId)}
            target="_blank"
            rel="noopener"
            className="text-mute underline underline-offset-2 hover:text-text"
          >
            What differs between the two (in another tab)
          </a>
        </p>
      ) : null}
    </RetryPart>
  );
}

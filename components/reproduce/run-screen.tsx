import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { reportVerdictAction } from '@/lib/actions/report-verdict';
import type { PythonRuntime } from '@/lib/contract/python-runtime';
import { answerOf } from '@/lib/format/answer-of';
import { failureWords } from '@/lib/format/failure-words';
import { VERDICT_LABEL } from '@/lib/format/verdict-label';
import { RunBench } from './run-bench';
import { useRunSource } from './use-run-source';
import type { VerdictReport } from './verdict-report';

interface RunScreenProps {
  project: string;
  id: string;
  /** What the browser fetches to have Python. */
  python: PythonRuntime;
}

/** One execution run again in the browser, as it was or edited. */
export function RunScreen({ project, id, python }: RunScreenProps) {
  const { data, error, refetch, isFetching } = useRunSource(project, id);
  // Told when the code ran with its own context, unedited, and came to its own end.
  const onVerdict = async (report: VerdictReport) => {
    const answer = await answerOf(reportVerdictAction({ project, id, report }));
    if (!answer.ok) toast(`The verdict was not kept: ${answer.error.message}`);
    else if (answer.value.counted) toast(`Kept as ${VERDICT_LABEL[answer.value.verdict]}`);
  };
  if (data) return <RunBench {...{ project, parts: data, python, onVerdict }} />;
  if (!error || isFetching) return <p className="px-4 py-3 text-mute">Loading…</p>;
  return (
    <div className="flex items-center gap-3 px-4 py-3">
      <p role="alert" className="text-bad">
        {failureWords(error)}
      </p>
      <Button onClick={() => void refetch()}>Try again</Button>
    </div>
  );
}

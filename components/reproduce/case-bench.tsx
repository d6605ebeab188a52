import { Play, Square } from 'lucide-react';
import { type Dispatch, type SetStateAction, useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import type { PythonRuntime } from '@/lib/contract/python-runtime';
import { casesCodeWords, casesSummary } from '@/lib/format/case-words';
import { paths } from '@/lib/paths';
import { CaseEditor } from './case-editor';
import { LoadBar } from './load-bar';
import { useCaseCode } from './use-case-code';
import { type CaseVerdicts, useCaseSuite } from './use-case-suite';
import { useRunKey } from './use-run-key';

interface CaseBenchProps {
  project: string;
  actionKey: string;
  /** Of the cases, in the order in which they run. */
  ids: readonly string[];
  python: PythonRuntime;
  verdicts: CaseVerdicts;
  onVerdicts: Dispatch<SetStateAction<CaseVerdicts>>;
}

/** Runs all cases in the browser, as they were pinned or with code that somebody edits. */
export function CaseBench(props: CaseBenchProps) {
  const { project, actionKey, ids, verdicts, onVerdicts } = props;
  const urlOf = (id: string) => paths.caseSource(project, actionKey, id);
  const suite = useCaseSuite({ runtime: props.python, urlOf, onVerdicts });
  const code = useCaseCode(project, actionKey);
  const [isStale, setStale] = useState(false);
  const panelId = useId();
  const { go, isBusy, python } = suite;
  const isFailed = python.state.phase === 'failed';

  const run = () => {
    const { code: which, text } = code.read();
    setStale(false);
    suite.start(ids, which, text);
  };
  useRunKey(() => {
    if (!isBusy && !isFailed) run();
  });

  const next = code.isEdited ? 'edited' : code.isChosen ? 'newest' : 'own';
  const waiting = { kind: 'waiting' } as const;
  const found = go?.ids.map((id) => verdicts.get(id) ?? waiting);
  const since = isStale && go?.code === 'edited' ? ', before the last change' : '';
  return (
    <section aria-label="Run in the browser">
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2">
        <Button
          look={isBusy ? 'danger' : 'primary'}
          onClick={isBusy ? suite.stop : run}
          disabled={!isBusy && isFailed}
        >
          {isBusy ? <Square aria-hidden size={12} /> : <Play aria-hidden size={12} />}
          {isBusy ? 'Stop' : 'Run all in the browser'}
        </Button>
        <span className="text-mute">{casesCodeWords(next)}</span>
        <span className="text-[12px] text-mute max-md:hidden">
          <Kbd>⌘ ↵</Kbd> or <Kbd>Ctrl ↵</Kbd>
        </span>
        <Button onClick={code.toggle} aria-expanded={code.isOpen} aria-controls={panelId}>
          {code.isOpen ? 'Hide the code' : 'Edit the code'}
        </Button>
        <Button onClick={code.reset} disabled={next === 'own'}>
          Reset
        </Button>
        {suite.isWithPython ? (
          <div className="ml-auto max-md:ml-0">
            <LoadBar state={python.state} again={python.again} />
          </div>
        ) : null}
      </div>
      <div id={panelId} hidden={!code.isOpen}>
        {code.isOpen || code.query.data ? (
          <CaseEditor code={code} onChange={() => setStale(true)} />
        ) : null}
      </div>
      <p role="status" className={go ? 'border-b border-line px-4 py-2 font-semibold' : 'sr-only'}>
        {go && found ? `${casesSummary(found, { code: go.code, isRunning: isBusy })}${since}.` : ''}
      </p>
      <div ref={python.placeRef} className="relative" />
    </section>
  );
}

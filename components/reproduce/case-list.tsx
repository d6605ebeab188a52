'use client';

import { useState } from 'react';
import { buttonClass } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { PythonRuntime } from '@/lib/contract/python-runtime';
import type { PinnedCase } from '@/lib/domain/pinned-case';
import { paths } from '@/lib/paths';
import { CaseBenchPanel } from './case-bench-panel';
import { CaseRow } from './case-row';
import type { CaseVerdicts } from './use-case-suite';

interface CaseListProps {
  project: string;
  actionKey: string;
  /** In the order in which they were pinned. */
  cases: readonly PinnedCase[];
  /** What the browser fetches to have Python. */
  python: PythonRuntime | null;
}

/** The executions that are kept as cases of an action, with what a rerun of each has to give. */
export function CaseList({ project, actionKey, cases, python }: CaseListProps) {
  const [verdicts, onVerdicts] = useState<CaseVerdicts>(new Map());
  if (cases.length === 0) {
    return (
      <Notice title="No cases yet">
        <p>
          Pin an execution on its page: its code, context and outcome are kept here, also when it is
          older than the retention.
        </p>
      </Notice>
    );
  }
  return (
    <>
      <div className="flex flex-wrap items-center gap-3 border-b border-line px-4 py-2">
        <p className="text-mute">
          {cases.length === 1 ? '1 case' : `${cases.length} cases`}: each has to give its recorded
          outcome, message and stdout again.
        </p>
        <a
          className={buttonClass('plain', 'ml-auto')}
          href={paths.actionCases(project, actionKey)}
          download
        >
          Download as pytest
        </a>
      </div>
      {python ? (
        <CaseBenchPanel
          {...{ project, actionKey, python, verdicts, onVerdicts }}
          ids={cases.map(({ executionId }) => executionId)}
        />
      ) : null}
      <table className="w-full text-left max-md:block">
        <thead className="text-[12px] text-mute max-md:sr-only">
          <tr className="border-b border-line">
            <th className="h-8 px-4 font-medium">Case</th>
            <th className="px-2 font-medium">Has to give</th>
            <th className="px-2 font-medium max-md:hidden">Code</th>
            <th className="px-2 font-medium max-md:hidden">Pinned</th>
            <th className="px-2 font-medium">
              <span className="sr-only">Change</span>
            </th>
          </tr>
        </thead>
        <tbody className="max-md:block">
          {cases.map((one) => (
            <CaseRow
              key={one.executionId}
              {...{ project, actionKey, one }}
              verdict={verdicts.get(one.executionId)}
            />
          ))}
        </tbody>
      </table>
    </>
  );
}

'use client';

import { useQuery } from '@tanstack/react-query';
import { useZone } from '@/components/layout/zone-provider';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { explainNothingAction } from '@/lib/actions/explain-nothing';
import type { Exclusion } from '@/lib/contract/exclusion';
import { unwrap } from '@/lib/domain/result';
import { failureWords } from '@/lib/format/failure-words';
import { termLabel } from '@/lib/format/term-label';
import { timeRangeLabel } from '@/lib/format/time-range-label';
import { visibleLine } from '@/lib/format/visible-line';
import { removeTerm } from '@/lib/query-state/edit-query';
import {
  type ExecutionParams,
  NO_PARAMS,
  printExecutionFilter,
} from '@/lib/query-state/execution-params';
import { lowerCaseHint } from '@/lib/query-state/lower-case-hint';
import { parseQuery } from '@/lib/query-state/parse-query';
import { printTerm } from '@/lib/query-state/print-query';

type Change = Partial<ExecutionParams>;

interface Part {
  /** As an exclusion names it; null is the time range. */
  term: string | null;
  name: string;
  without: Change;
}

/** What the list asks for, part by part, each with the screen that does not ask it. */
function partsOf({ q, range }: ExecutionParams, zone: string): Part[] {
  const terms = parseQuery(q).terms.map(({ term, from, to }): Part => {
    const label = termLabel(term, zone);
    const name = label ? `${label.name} ${label.text}` : visibleLine(q.slice(from, to));
    return { term: printTerm(term), name, without: { q: removeTerm(q, from, to) } };
  });
  if (range.since === null && range.until === null) return terms;
  const name = timeRangeLabel(range, zone);
  return [...terms, { term: null, name, without: { range: { since: null, until: null } } }];
}

/** Nothing matches: names the part that excludes most, and takes it off with one click. */
export function NothingMatches({
  project,
  params,
  own,
  onChange,
}: {
  project: string;
  /** What is listed, with what the page itself asks for. */
  params: ExecutionParams;
  /** What a person asked for: only that can be taken off. */
  own: ExecutionParams;
  onChange: (change: Change) => void;
}) {
  const { zone } = useZone();
  const search = printExecutionFilter(params);
  const why = useQuery({
    queryKey: ['explain-nothing', project, search],
    queryFn: async () => unwrap(await explainNothingAction({ project, search })),
  });
  const exclusions = new Map(why.data?.map((one) => [one.term, one]));
  const place = (part: Part) => [...exclusions.keys()].indexOf(part.term) >>> 0;
  const parts = partsOf(own, zone).sort((a, b) => place(a) - place(b));
  const hint = lowerCaseHint(own.q, parseQuery(own.q));
  const [most] = parts.filter(({ term }) => exclusions.has(term));
  return (
    <Notice
      title="Nothing matches"
      actions={
        <>
          {parts.map((part) => {
            const found = exclusions.get(part.term);
            return (
              <Button
                key={part.term ?? 'range'}
                look={part === most ? 'primary' : undefined}
                onClick={() => onChange(part.without)}
              >
                Without {part.name}
                {found ? `: ${countText(found)}` : ''}
              </Button>
            );
          })}
          {hint?.fix ? (
            <Button onClick={() => onChange({ q: hint.fix?.text })}>{hint.fix.label}</Button>
          ) : null}
          <Button look={most ? undefined : 'primary'} onClick={() => onChange(NO_PARAMS)}>
            Clear everything
          </Button>
        </>
      }
    >
      <p role="status">
        {why.isPending
          ? 'No execution satisfies all of this together. Looking for the part that excludes most…'
          : why.isError
            ? `No execution satisfies all of this together. Which part excludes most could not be found out: ${failureWords(why.error)}`
            : most
              ? `No execution satisfies all of this together. Most is excluded by “${most.name}”.`
              : 'No execution satisfies all of this together, nor without any single part of it.'}
      </p>
      {hint ? <p>{hint.message}</p> : null}
    </Notice>
  );
}

function countText({ count, isExact }: Exclusion): string {
  return `${count.toLocaleString('en')}${isExact ? '' : '+'} ${count === 1 ? 'match' : 'matches'}`;
}

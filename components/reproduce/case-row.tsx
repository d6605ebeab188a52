'use client';

import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useRef, useState, useTransition } from 'react';
import { StatusCell } from '@/components/executions/cells/status-cell';
import { useZone } from '@/components/layout/zone-provider';
import { Button, buttonClass } from '@/components/ui/button';
import { fetchedPart } from '@/components/ui/fetched-part';
import { toast } from '@/components/ui/toast';
import { unpinCaseAction } from '@/lib/actions/unpin-case';
import type { CaseVerdict } from '@/lib/domain/case-verdict';
import type { PinnedCase } from '@/lib/domain/pinned-case';
import { answerOf } from '@/lib/format/answer-of';
import { formatShortTime } from '@/lib/format/format-time';
import { visibleLine } from '@/lib/format/visible-line';
import { paths } from '@/lib/paths';
import { CaseNameForm } from './case-name-form';
import { CaseVerdictLine } from './case-verdict-line';

interface CaseRowProps {
  project: string;
  actionKey: string;
  one: PinnedCase;
  /** Of its last run in the browser, if there was one. */
  verdict: CaseVerdict | undefined;
}

/** What compares texts comes with the first difference that somebody looks at. */
const CaseDifferences = dynamic(
  fetchedPart(() => import('./case-differences').then((module) => module.CaseDifferences)),
  { ssr: false, loading: () => <p className="px-4 py-2 text-mute">Loading…</p> },
);

/** One case: its name, what has to come out, what came out here, and what can be done with it. */
export function CaseRow({ project, actionKey, one, verdict }: CaseRowProps) {
  const router = useRouter();
  const { zone } = useZone();
  const [isEditing, setEditing] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const [isPending, start] = useTransition();
  const renameRef = useRef<HTMLButtonElement>(null);
  const { executionId: id } = one;
  const name = visibleLine(one.name);
  const endRename = () => {
    setEditing(false);
    renameRef.current?.focus();
  };
  const unpin = () =>
    start(async () => {
      const result = await answerOf(unpinCaseAction({ project, actionKey, id }));
      toast(
        result.ok
          ? `${name} is no case any more`
          : `${name} is still a case. ${result.error.message}`,
      );
      if (result.ok) router.refresh();
    });
  return (
    <>
      <tr className="border-b border-line/70 align-top hover:bg-raise max-md:block max-md:py-2">
        <td className="px-4 py-1.5 max-md:block max-md:py-0.5">
          {isEditing ? (
            <CaseNameForm {...{ project, actionKey, one }} onDone={endRename} />
          ) : (
            <Link
              href={paths.execution(project, id)}
              prefetch={false}
              className="break-words hover:text-accent hover:underline"
            >
              {name}
            </Link>
          )}
        </td>
        <td className="px-2 py-1.5 max-md:block max-md:px-4 max-md:py-0.5">
          <span className="flex flex-wrap gap-x-2">
            <span>
              <StatusCell status={one.status} />
            </span>
            <span className="text-mute">{visibleLine(one.outcome ?? '')}</span>
          </span>
          {one.message ? (
            <span className="line-clamp-3 font-mono text-[12px] break-words">
              {visibleLine(one.message)}
            </span>
          ) : null}
          {verdict ? (
            <CaseVerdictLine {...{ verdict, name, isOpen }} onToggle={() => setOpen(!isOpen)} />
          ) : null}
        </td>
        <td className="px-2 py-1.5 font-mono text-[12px] max-md:hidden">
          {one.codeSha256.slice(0, 8)}
        </td>
        <td className="px-2 py-1.5 text-mute max-md:hidden">
          {formatShortTime(one.pinnedAt, zone)}, {visibleLine(one.pinnedBy)}
        </td>
        <td className="px-2 py-1 text-right max-md:block max-md:px-4 max-md:py-0 max-md:text-left">
          <span className="inline-flex flex-wrap justify-end gap-1 max-md:-mx-2.5">
            <a
              className={buttonClass('quiet')}
              href={paths.caseBundle(project, actionKey, id)}
              download
            >
              Download<span className="sr-only"> {name}</span>
            </a>
            <Button ref={renameRef} look="quiet" onClick={() => setEditing(true)}>
              Rename<span className="sr-only"> {name}</span>
            </Button>
            <Button look="quiet" onClick={unpin} disabled={isPending}>
              Unpin<span className="sr-only"> {name}</span>
            </Button>
          </span>
        </td>
      </tr>
      {isOpen && verdict?.kind === 'different' ? (
        <tr className="border-b border-line bg-panel max-md:block">
          <td colSpan={5} className="max-md:block">
            <CaseDifferences differences={verdict.differences} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

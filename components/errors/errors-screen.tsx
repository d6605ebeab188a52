'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useGridKeys } from '@/components/table/use-grid-keys';
import { copyText } from '@/components/ui/copy-text';
import { useSlashKey } from '@/components/ui/use-slash-key';
import type { SettableState } from '@/lib/domain/error-group';
import { failureWords } from '@/lib/format/failure-words';
import { ERROR_PAGE_SIZE, MAX_ERROR_ROWS } from '@/lib/query-state/error-params';
import { ErrorFilters } from './error-filters';
import { ErrorFoot } from './error-foot';
import { errorLinks } from './error-links';
import { ErrorSelectionBar } from './error-selection-bar';
import { ErrorsFailed, ErrorsSkeleton, NoErrors } from './error-states';
import { ErrorStatus } from './error-status';
import { ErrorTable } from './error-table';
import { type FirstErrors, useErrorList } from './use-error-list';
import { useErrorParams } from './use-error-params';
import { useSetState } from './use-set-state';

const KEY_STATE: Record<string, SettableState> = { r: 'resolved', i: 'ignored', o: 'open' };

/** The error groups of a project: what fails, how often, since when, and what is done about it. */
export function ErrorsScreen({ project, first }: { project: string; first: FirstErrors }) {
  const { params, change } = useErrorParams();
  const query = useErrorList(project, params, first);
  const list = query.data;
  const ids = useMemo(() => (list?.items ?? []).map(({ fingerprint }) => fingerprint), [list]);
  const [lastActiveId, setActiveId] = useState<string | null>(null);
  const activeId = lastActiveId !== null && ids.includes(lastActiveId) ? lastActiveId : ids[0];
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  // What a filter has taken away is not selected any more: nobody sees what would be changed.
  const selected = useMemo(() => new Set(ids.filter((id) => chosen.has(id))), [ids, chosen]);
  const states = useSetState(project, () => setChosen(new Set()));
  const gridRef = useRef<HTMLTableElement>(null);
  const findRef = useRef<HTMLInputElement>(null);
  const router = useRouter();
  const toggle = useCallback(
    (id: string) =>
      setChosen((before) => {
        const next = new Set(before);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    [],
  );
  /** Acts on the selected groups, or on one while none is selected. */
  const set = (fingerprints: Iterable<string>, state: SettableState) => {
    const wanted = new Set(fingerprints);
    const groups = (list?.items ?? []).filter(({ fingerprint }) => wanted.has(fingerprint));
    // The row after the first that goes becomes the active one, so that the keys go on from there.
    const at = ids.findIndex((id) => wanted.has(id));
    setActiveId(ids.slice(at).find((id) => !wanted.has(id)) ?? ids[at - 1] ?? null);
    states.set(groups, state);
  };
  const latestSet = useRef(set);
  latestSet.current = set;
  const setOne = useCallback(
    (id: string, state: SettableState) => latestSet.current([id], state),
    [],
  );
  useGridKeys({
    ids,
    activeId: activeId ?? null,
    onActivate: setActiveId,
    enabled: true,
    onKey: (key, id) => {
      const state = KEY_STATE[key];
      const links = errorLinks(project, id, params.range);
      if (state) set(selected.size > 0 ? selected : [id], state);
      else if (key === 'Enter') router.push(links.group);
      else if (key === 'x') toggle(id);
      else if (key === 'c') void copyText(window.location.origin + links.group, 'Link copied');
      else if (key === 'u') states.takeBack();
      else return false;
      return true;
    },
  });
  useSlashKey(findRef, true);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <ErrorFilters params={params} list={list} findRef={findRef} onChange={change} />
      <div className="relative min-h-0 flex-1 overflow-auto">
        {query.isError && !list ? (
          <ErrorsFailed message={failureWords(query.error)} onRetry={() => query.refetch()} />
        ) : !list ? (
          <ErrorsSkeleton />
        ) : list.items.length === 0 ? (
          <NoErrors project={project} list={list} params={params} onChange={change} />
        ) : (
          <>
            <ErrorTable
              {...{ project, list, params, selected, gridRef }}
              activeId={activeId ?? null}
              onActivate={setActiveId}
              onSelect={toggle}
              onSelectAll={(isSelected) => setChosen(new Set(isSelected ? ids : []))}
              onSet={setOne}
              onChange={change}
            />
            <ErrorFoot
              list={list}
              failed={query.isError ? failureWords(query.error) : null}
              busy={query.isPlaceholderData}
              onRetry={() => query.refetch()}
              onMore={() =>
                change({ rows: Math.min(params.rows + ERROR_PAGE_SIZE, MAX_ERROR_ROWS) }, 'replace')
              }
            />
          </>
        )}
      </div>
      <ErrorSelectionBar
        count={selected.size}
        busy={states.isPending}
        onSet={(state) => set(selected, state)}
        onClear={() => setChosen(new Set())}
      />
      <ErrorStatus
        list={list}
        busy={query.isFetching}
        onUndo={states.canUndo ? states.takeBack : null}
      />
    </div>
  );
}

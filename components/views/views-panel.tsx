'use client';

import type { ReactNode } from 'react';
import { PopoverPanel } from '@/components/ui/popover-panel';
import type { SavedView } from '@/lib/domain/saved-view';
import { failureWords } from '@/lib/format/failure-words';
import {
  ALL_EXECUTIONS,
  type ExecutionParams,
  NO_PARAMS,
} from '@/lib/query-state/execution-params';
import { viewParams } from '@/lib/query-state/view-state';
import { SaveViewForm } from './save-view-form';
import type { useViews } from './use-views';
import { ViewItem } from './view-item';

interface ViewsPanelProps {
  project: string;
  trigger: ReactNode;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  views: ReturnType<typeof useViews>;
  /** The screen, as a view would hold it. */
  state: Pick<SavedView, 'search' | 'columns'>;
  params: ExecutionParams;
  onChange: (next: Partial<ExecutionParams>) => void;
}

/** Every view that can be opened, what can be done with each, and a new one of this screen. */
export function ViewsPanel(props: ViewsPanelProps) {
  const { project, views, state, params, onChange, ...panel } = props;
  const { list, refresh, hasDefault } = views;
  const open = (next: ExecutionParams) => {
    onChange(next);
    props.onOpenChange(false);
  };
  const isPlain = params.view === null || params.view === ALL_EXECUTIONS;
  return (
    <PopoverPanel label="Views" align="start" {...panel}>
      <div className="space-y-3">
        <ul aria-label="Saved views" className="-mx-1">
          <li>
            <button
              type="button"
              aria-current={isPlain ? 'true' : undefined}
              onClick={() => open({ ...NO_PARAMS, view: hasDefault ? ALL_EXECUTIONS : null })}
              className="h-7 w-full rounded-sm px-2 text-left hover:bg-raise aria-[current]:font-semibold"
            >
              All executions
            </button>
          </li>
          {list.data?.map((view) => (
            <ViewItem
              key={view.id}
              {...{ project, view }}
              isOpen={view.id === params.view}
              onOpen={() => open(viewParams(view))}
              onChanged={() => void refresh()}
              onDeleted={() => {
                void refresh();
                if (view.id === params.view) onChange({ view: null });
              }}
            />
          ))}
        </ul>
        {list.isPending ? <p className="text-[12px] text-mute">Loading…</p> : null}
        {list.isError ? (
          <p role="alert" className="text-[12px] text-bad">
            The views could not be loaded: {failureWords(list.error)}
          </p>
        ) : null}
        <SaveViewForm
          {...{ project, state }}
          onSaved={(view) => {
            void refresh();
            open(viewParams(view));
          }}
        />
      </div>
    </PopoverPanel>
  );
}

'use client';

import { Bookmark } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { useLazyPanel } from '@/components/ui/use-lazy-panel';
import { updateViewAction } from '@/lib/actions/update-view';
import type { ColumnLayout } from '@/lib/domain/column-layout';
import { answerOf } from '@/lib/format/answer-of';
import { visibleLine } from '@/lib/format/visible-line';
import { printColumns } from '@/lib/query-state/column-text';
import type { ExecutionParams } from '@/lib/query-state/execution-params';
import { isViewEdited, viewParams, viewState } from '@/lib/query-state/view-state';
import { useViews, type ViewsOfPage } from './use-views';

export interface ViewsProps {
  project: string;
  params: ExecutionParams;
  layout: ColumnLayout;
  ofPage: ViewsOfPage;
  onChange: (next: Partial<ExecutionParams>) => void;
}

/** The saved view that is open, what differs from it, and the way to the others. */
export function ViewsMenu(props: ViewsProps) {
  const { project, params, layout, ofPage, onChange } = props;
  const [reached, setReached] = useState(false);
  const views = useViews(project, params, ofPage, reached);
  const { view } = views;
  const isEdited = view !== null && isViewEdited(view, params);
  const state = viewState(params, printColumns(layout));
  const save = async () => {
    if (!view) return;
    const result = await answerOf(updateViewAction({ project, id: view.id, ...state }));
    await views.refresh();
    toast(
      result.ok ? `Saved in ${view.name}` : `Not saved in ${view.name}. ${result.error.message}`,
    );
  };
  const trigger = (
    <Button aria-label={`Views: ${view ? visibleLine(view.name) : 'all executions'}`}>
      <Bookmark aria-hidden size={14} className="text-mute" />
      <span className="max-w-40 truncate">{view ? visibleLine(view.name) : 'Views'}</span>
    </Button>
  );
  const lazy = useLazyPanel(
    () => {
      setReached(true);
      return import('./views-panel');
    },
    trigger,
    'dialog',
  );
  return (
    <>
      {lazy.panel ? (
        <lazy.panel.ViewsPanel
          {...{ project, trigger, views, state, params, onChange }}
          open={lazy.open}
          onOpenChange={lazy.setOpen}
        />
      ) : (
        lazy.trigger
      )}
      {isEdited && view ? (
        <fieldset aria-label={`${view.name} is edited`} className="flex items-center text-[12px]">
          <span className="text-mute">edited</span>
          <Button look="quiet" className="h-7 px-1.5" onClick={() => void save()}>
            Save
          </Button>
          <Button look="quiet" className="h-7 px-1.5" onClick={() => lazy.show()}>
            Save as
          </Button>
          <Button look="quiet" className="h-7 px-1.5" onClick={() => onChange(viewParams(view))}>
            Reset
          </Button>
        </fieldset>
      ) : null}
      {views.isMissing ? (
        <p role="status" className="order-last basis-full text-[12px] text-warn">
          The saved view of this link was deleted, or is not shared with you. The list shows what
          the link says beside it.{' '}
          <Button look="quiet" className="h-6 px-1.5" onClick={() => onChange({ view: null })}>
            Dismiss
          </Button>
        </p>
      ) : null}
    </>
  );
}

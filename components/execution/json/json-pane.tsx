'use client';

import { useCallback, useEffect, useId, useRef, useState } from 'react';
import { copyText } from '@/components/ui/copy-text';
import { cn } from '@/lib/cn';
import { useLineWindow } from '../use-line-window';
import type { JsonActions } from './json-action';
import { JsonHeading } from './json-heading';
import { JsonKeyHints } from './json-key-hints';
import { JsonRowMenu } from './json-row-menu';
import { JsonRowView } from './json-row-view';
import { JsonWarnings } from './json-warnings';
import { useJsonFind } from './use-json-find';
import { useJsonKeys } from './use-json-keys';
import { useJsonRows } from './use-json-rows';
import type { JsonSource } from './use-json-source';
import { useJsonView } from './use-json-view';

interface JsonPaneProps {
  source: JsonSource;
  name: string;
  root: string;
  fill: boolean;
  actions?: JsonActions;
}

/** A document that is open: heading, warnings, tree. */
export function JsonPane({ source, name, root, fill, actions }: JsonPaneProps) {
  const id = useId();
  const { ask, summary } = source;
  const { view, act } = useJsonView(source);
  const find = useJsonFind(source, act);
  const lineWindow = useLineWindow(view.rowCount);
  const { first, last, scrollToRow, scrollerRef } = lineWindow;
  const rowAt = useJsonRows(source, first, last, view.version);
  const inputRef = useRef<HTMLInputElement>(null);
  const [menuLine, setMenuLine] = useState<number | null>(null);
  const tree = summary.fault === null;
  const currentShown = rowAt(view.row)?.line === view.line;

  // `version` is a dependency because the same row may have moved to another place.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above.
  useEffect(() => {
    if (view.version > 0) scrollToRow(view.row, 'far');
  }, [view.row, view.version]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once per visit, when its row is there.
  useEffect(() => {
    if (!find.pattern || !currentShown) return;
    const mark = scrollerRef.current?.querySelector('[data-current] mark');
    mark?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [view.line, currentShown, find.pattern]);

  const copy = (what: 'value' | 'path', line: number) =>
    void (what === 'value' ? ask('value', line) : ask('path', line, root)).then((text) =>
      copyText(text, what === 'value' ? 'Copied the value.' : 'Copied the path.'),
    );
  const select = useCallback(
    (line: number) => {
      if (window.getSelection()?.type === 'Range') return;
      act((call) => call('show', line));
    },
    [act],
  );
  const toggle = useCallback((line: number) => act((call) => call('toggle', line)), [act]);
  const showAll = useCallback(
    (line: number, all: boolean) => act((call) => call('showAll', line, all)),
    [act],
  );
  const more = (line: number) =>
    actions && (async () => actions(await ask('path', line, root), await ask('value', line)));
  const focusTree = () => scrollerRef.current?.focus({ preventScroll: true });
  const onKeyDown = useJsonKeys({
    act,
    current: () => {
      const row = rowAt(view.row);
      return row?.line === view.line ? row : undefined;
    },
    pageRows: lineWindow.pageRows,
    onCopy: copy,
    onMenu: setMenuLine,
    onSearch: () => inputRef.current?.focus(),
  });

  const box = {
    ...{ role: tree ? 'tree' : 'region', tabIndex: 0, 'aria-label': name },
    'aria-activedescendant': tree && currentShown ? `${id}-${view.line}` : undefined,
    onKeyDown: tree ? onKeyDown : undefined,
  };
  return (
    <>
      <JsonHeading
        {...{ name, summary, find, inputRef }}
        onLeaveSearch={focusTree}
        onFoldTo={(level) => act((call, now) => call('foldTo', level, now.line))}
        onCopyAll={() => void ask('all').then((text) => copyText(text, `Copied ${name}.`))}
      />
      <JsonWarnings
        summary={summary}
        onGo={() => {
          act((call) => call('show', summary.faultRow));
          focusTree();
        }}
      />
      <div
        ref={scrollerRef}
        {...box}
        onScroll={lineWindow.onScroll}
        className={cn(
          'relative min-h-0 overflow-auto bg-bg font-mono text-[12px] leading-[20px] -outline-offset-2 [font-variant-ligatures:none] [overflow-anchor:none]',
          fill ? 'flex-1' : 'max-h-[70vh]',
        )}
        style={{ tabSize: 4, '--gutter': `${String(view.rowCount).length + 3}ch` } as object}
      >
        <div
          className="w-max min-w-full"
          style={{ height: lineWindow.height, paddingTop: lineWindow.top }}
        >
          {lineWindow.rows.map((at) => {
            const row = rowAt(at);
            if (!row) return <div key={at} className="h-[20px]" />;
            const current = at === view.row && (tree || view.version > 0);
            return (
              <JsonRowView
                key={at}
                {...{ row, tree, current, pattern: find.pattern }}
                id={`${id}-${row.line}`}
                fault={!tree && at === summary.faultRow}
                onSelect={select}
                onToggle={toggle}
                onShowAll={showAll}
                menu={
                  !tree || row.shape === 'more' ? null : (
                    <JsonRowMenu
                      visible={current}
                      open={menuLine === row.line}
                      onOpenChange={(open) => {
                        setMenuLine(open ? row.line : null);
                        if (!open) focusTree();
                      }}
                      onCopy={(what) => copy(what, row.line)}
                      more={more(row.line) ?? null}
                    />
                  )
                }
              />
            );
          })}
        </div>
      </div>
      {tree ? <JsonKeyHints /> : null}
    </>
  );
}

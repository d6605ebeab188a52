'use client';

import dynamic from 'next/dynamic';
import { type RefObject, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useZone } from '@/components/layout/zone-provider';
import { copyText } from '@/components/ui/copy-text';
import { fetchedPart } from '@/components/ui/fetched-part';
import { cn } from '@/lib/cn';
import { searchPattern } from '@/lib/format/search-pattern';
import { useLineWindow } from '../use-line-window';
import type { EntryLog, EntryLogState } from './entry-log';
import { EntryRow } from './entry-row';
import { useEntryKeys } from './use-entry-keys';
import { urlOf } from './use-entry-params';
import { useFollow } from './use-follow';
import { useSelectedEntry } from './use-selected-entry';

const EntryDetail = dynamic(
  fetchedPart(() => import('./entry-detail').then((module) => module.EntryDetail)),
  {
    ssr: false,
    loading: () => <p className="px-10 py-2 text-mute">Loading…</p>,
  },
);

const ROW_HEIGHT = 20;
/** Rows that an opened line takes below itself: fewer than are drawn around what is in sight. */
const MOST_DETAIL_ROWS = 22;
const FIRST_DETAIL_ROWS = 6;

interface EntryGridProps {
  project: string;
  id: string;
  log: EntryLog;
  state: EntryLogState;
  /** Seq of the line that the URL names. */
  line: number | null;
  fill: boolean;
  scrollerRef: RefObject<HTMLDivElement | null>;
  onLine: (seq: number | null) => void;
  onSearch: () => void;
}

/** The lines of a log, a million as well as ten: only those in sight are drawn and loaded. */
export function EntryGrid(props: EntryGridProps) {
  const { project, id, log, state, line, fill, onLine, onSearch } = props;
  const gridId = useId();
  const { zone } = useZone();
  const { total } = state;
  const [open, setOpen] = useState<{ index: number; rows: number } | null>(null);
  const rows = total + (open ? open.rows : 0);
  const lineWindow = useLineWindow(rows);
  const { first, last, scrollToRow, scrollerRef } = lineWindow;
  const follow = useFollow(lineWindow, {
    ...{ total, rows },
    start: !state.isOver && line === null,
  });
  const rowOf = (index: number) => index + (open && index > open.index ? open.rows : 0);
  const { selected, select } = useSelectedEntry({ log, state }, line, (index) => {
    follow.stop();
    scrollToRow(rowOf(index), 'center');
  });
  const entry = selected === -1 ? undefined : log.at(selected);
  const pattern = useMemo(() => searchPattern(log.filter.q), [log.filter.q]);

  useEffect(() => {
    props.scrollerRef.current = scrollerRef.current;
  });
  useEffect(() => {
    log.show(Math.max(0, first - MOST_DETAIL_ROWS), last);
  }, [log, first, last]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was opened belongs to the old list.
  useEffect(() => setOpen(null), [log.filter]);
  const seq = entry?.seq;
  useEffect(() => {
    if (seq !== undefined) onLine(seq);
  }, [seq, onLine]);

  const toggle = (index: number) => {
    follow.stop();
    setOpen((now) => (now?.index === index ? null : { index, rows: FIRST_DETAIL_ROWS }));
  };
  const press = useRef((_: number) => {});
  press.current = (index) => {
    if (window.getSelection()?.type === 'Range') return;
    select(index);
    toggle(index);
  };
  const onPress = useCallback((index: number) => press.current(index), []);
  const copyLink = () => {
    if (seq === undefined) return;
    const url = new URL(urlOf({ filter: log.filter, line: seq }), window.location.origin).href;
    void copyText(url, 'Link to the line copied');
  };
  const onKeyDown = useEntryKeys({
    ...{ total, selected, pageRows: lineWindow.pageRows, onSearch },
    onSelect: (index) => {
      follow.stop();
      select(index);
      scrollToRow(rowOf(index));
    },
    onToggle: () => toggle(selected),
    onClose: () => {
      setOpen(null);
      return open !== null;
    },
    onCopy: copyLink,
    onFollow: () => (follow.isFollowing ? follow.stop() : follow.toEnd()),
  });
  const measure = useCallback((height: number) => {
    const needed = Math.min(MOST_DETAIL_ROWS, Math.max(2, Math.ceil(height / ROW_HEIGHT)));
    setOpen((now) => (now && now.rows !== needed ? { ...now, rows: needed } : now));
  }, []);

  const drawn = lineWindow.rows.map((row) => {
    const inDetail = open !== null && row > open.index && row <= open.index + open.rows;
    if (inDetail) {
      const shown = log.at(open.index);
      if (row !== open.index + 1 || !shown) {
        // Its first row stands for all of them while it is drawn.
        return first > open.index + 1 || !shown ? (
          <div key={`gap ${row}`} className="h-[20px]" />
        ) : null;
      }
      return (
        <Detail key={`detail ${shown.seq}`} height={open.rows * ROW_HEIGHT} onMeasure={measure}>
          <EntryDetail project={project} id={id} entry={shown} onCopyLink={copyLink} />
        </Detail>
      );
    }
    const index = open !== null && row > open.index ? row - open.rows : row;
    return (
      <EntryRow
        key={index}
        id={`${gridId}-${index}`}
        entry={log.at(index)}
        number={index + 1}
        isSelected={index === selected}
        isOpen={open?.index === index}
        zone={zone}
        pattern={pattern}
        onPress={onPress}
      />
    );
  });

  const inSight = selected !== -1 && first <= rowOf(selected) && rowOf(selected) < last;
  const grid = {
    ...{ role: 'treegrid', tabIndex: 0, 'aria-label': 'Log entries' },
    'aria-rowcount': total,
    'aria-activedescendant': inSight ? `${gridId}-${selected}` : undefined,
    onKeyDown,
  };
  return (
    <div className={cn('relative flex min-h-0 flex-col', fill && 'flex-1')}>
      <div
        ref={scrollerRef}
        {...grid}
        onScroll={follow.onScroll}
        className={cn(
          'relative min-h-0 overflow-x-hidden overflow-y-auto bg-bg font-mono text-[12px] leading-[20px] -outline-offset-2 [font-variant-ligatures:none] [overflow-anchor:none]',
          fill ? 'flex-1' : 'max-h-[60vh]',
        )}
        style={{ tabSize: 4 }}
      >
        <div role="presentation" style={{ height: lineWindow.height, paddingTop: lineWindow.top }}>
          {drawn}
        </div>
      </div>
      {follow.waiting > 0 && !follow.isFollowing ? (
        <button
          type="button"
          onClick={follow.toEnd}
          className="absolute bottom-3 left-1/2 -translate-x-1/2 rounded-full border border-accent bg-bg px-3 py-0.5 font-semibold text-accent shadow-md hover:bg-raise"
        >
          {`${follow.waiting.toLocaleString('en')} new ↓`}
        </button>
      ) : null}
      {state.isOver ? null : (
        <FollowSwitch
          isFollowing={follow.isFollowing}
          stands={state.stands}
          onToggle={() => (follow.isFollowing ? follow.stop() : follow.toEnd())}
        />
      )}
    </div>
  );
}

function FollowSwitch(props: { isFollowing: boolean; stands: boolean; onToggle: () => void }) {
  const { isFollowing, stands, onToggle } = props;
  return (
    <div className="flex h-8 shrink-0 items-center gap-3 border-t border-line px-4 text-[12px] text-mute">
      <span
        aria-hidden
        className={cn('size-2 rounded-full', stands ? 'bg-(--st-running)' : 'bg-warn')}
      />
      <span role="status">{stands ? 'Lines appear as they come' : 'Connecting again…'}</span>
      <span className="flex-1" />
      <button
        type="button"
        aria-pressed={isFollowing}
        onClick={onToggle}
        className={cn('rounded-md px-2 hover:bg-raise', isFollowing && 'bg-tint text-accent')}
      >
        {isFollowing ? 'Following' : 'Follow'}
      </button>
    </div>
  );
}

/** An opened line: as high as it needs, up to a limit, beyond which it scrolls by itself. */
function Detail(props: {
  height: number;
  onMeasure: (height: number) => void;
  children: React.ReactNode;
}) {
  const { height, onMeasure, children } = props;
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = ref.current;
    if (!box) return;
    const observer = new ResizeObserver(() => onMeasure(box.scrollHeight));
    observer.observe(box);
    return () => observer.disconnect();
  }, [onMeasure]);
  const cell = { role: 'gridcell' };
  return (
    <div {...{ role: 'row', 'aria-level': 2 }} className="overflow-y-auto" style={{ height }}>
      <div {...cell} ref={ref}>
        {children}
      </div>
    </div>
  );
}

'use client';

import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useZone } from '@/components/layout/zone-provider';
import type { StepOutline } from '@/lib/domain/step-outline';
import { openNodes, type StepNode } from '@/lib/domain/step-tree';
import type { TimeWindow } from '@/lib/domain/time-window';
import { useLineWindow } from '../use-line-window';
import { StepBar } from './step-bar';
import { StepRow } from './step-row';
import './step-rows.css';
import { TimeAxis, TimeLines } from './time-axis';
import { useStepKeys } from './use-step-keys';
import type { TimeZoom } from './use-time-zoom';

/** As step-rows.css has them, in CSS pixels. */
const ROW_HEIGHT = { wide: 31, narrow: 68 } as const;
const NARROW_WIDTH = 860;

interface StepWaterfallProps {
  /** In their order. */
  steps: readonly StepOutline[];
  nodes: readonly StepNode<StepOutline>[];
  closed: ReadonlySet<number>;
  onToggle: (seq: number, isClosed?: boolean) => void;
  /** Null when no step says when it ran. */
  whole: TimeWindow | null;
  zoom: TimeZoom;
  axisRef: React.RefObject<HTMLDivElement | null>;
  onOpen: (seq: number) => void;
  onExplain: ((seq: number) => void) | null;
}

/** Of a virtualised tree: no table could be that. */
const GROUP = { role: 'rowgroup' } as const;

const isFailed = ({ status }: StepOutline) => status === 'failed' || status === 'rejected';

/** The steps from top to bottom, and when each of them ran from left to right. */
export function StepWaterfall(props: StepWaterfallProps) {
  const { steps, nodes, closed, onToggle, whole, zoom, axisRef, onOpen, onExplain } = props;
  const { zone } = useZone();
  const id = useId();
  const shown = useMemo(() => openNodes(nodes, closed), [nodes, closed]);
  const [width, setWidth] = useState({ box: NARROW_WIDTH, axis: 600, bar: 0 });
  const rowHeight = ROW_HEIGHT[width.box < NARROW_WIDTH ? 'narrow' : 'wide'];
  const rows = useLineWindow(shown.length, rowHeight);
  const [currentSeq, setCurrent] = useState<number | null>(null);
  // A step that was closed away leaves the active row to the one it is under.
  const current = Math.max(
    shown.findIndex(({ step }) => step.seq === currentSeq),
    0,
  );
  const boxRef = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const box = boxRef.current;
    const scroller = rows.scrollerRef.current;
    if (!box || !scroller) return;
    const measure = () =>
      setWidth({
        box: box.clientWidth,
        axis: axisRef.current?.clientWidth ?? 0,
        bar: scroller.offsetWidth - scroller.clientWidth,
      });
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    observer.observe(scroller);
    return () => observer.disconnect();
  }, [axisRef, rows.scrollerRef]);

  const go = (to: number) => {
    const node = shown[Math.min(Math.max(to, 0), shown.length - 1)];
    if (!node) return;
    setCurrent(node.step.seq);
    rows.scrollToRow(shown.indexOf(node));
  };
  // The next one may be in what is closed: its parents are opened.
  const [wanted, setWanted] = useState<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the row that is wanted is there.
  useEffect(() => {
    if (wanted === null) return;
    const at = shown.findIndex(({ step }) => step.seq === wanted);
    if (at < 0) return;
    setWanted(null);
    go(at);
  }, [wanted, shown]);
  const goToFailed = () => {
    const from = nodes.findIndex(({ step }) => step.seq === shown[current]?.step.seq);
    const order = [...nodes.slice(from + 1), ...nodes.slice(0, from + 1)];
    const next = order.find(({ step }) => isFailed(step));
    if (!next) return;
    const bySeq = new Map(steps.map((step) => [step.seq, step]));
    const seen = new Set<number>();
    let parent = next.step.parentSeq;
    while (parent !== null && !seen.has(parent)) {
      seen.add(parent);
      if (closed.has(parent)) onToggle(parent, false);
      parent = bySeq.get(parent)?.parentSeq ?? null;
    }
    setWanted(next.step.seq);
  };
  const onKeyDown = useStepKeys({
    ...{ shown, current, closed, go, goToFailed, onToggle, zoom, onOpen, onExplain },
    pageRows: rows.pageRows,
  });
  const active = shown[current];
  const lines = whole ? { window: zoom.window, zone, width: width.axis } : null;
  return (
    <div
      ref={boxRef}
      className="steps relative flex min-h-0 flex-1 flex-col select-none"
      {...zoom.handlers}
    >
      <div
        aria-hidden
        className="step-row step-head shrink-0 border-b border-line text-[11px] text-mute"
        style={{ marginRight: width.bar }}
      >
        <span className="pl-5 [grid-area:name]">Step</span>
        <span className="[grid-area:connector]">Connector</span>
        <span className="[grid-area:status]">Status</span>
        <span className="text-right [grid-area:duration]">Duration</span>
        {whole ? (
          <TimeAxis ref={axisRef} window={zoom.window} zone={zone} width={width.axis} />
        ) : (
          <span className="[grid-area:time]">No step says when it ran</span>
        )}
      </div>
      <div className="relative min-h-0 flex-1">
        {lines ? (
          <div
            aria-hidden
            className="step-row pointer-events-none absolute inset-0 h-full! max-[859px]:hidden"
            style={{ marginRight: width.bar }}
          >
            <span className="step-time relative h-full [grid-area:time]">
              <TimeLines {...lines} />
              {zoom.drag ? (
                <span
                  className="absolute inset-y-0 bg-accent/20"
                  style={{
                    left: `${Math.min(zoom.drag.from, zoom.drag.to) * 100}%`,
                    width: `${Math.abs(zoom.drag.to - zoom.drag.from) * 100}%`,
                  }}
                />
              ) : null}
            </span>
          </div>
        ) : null}
        <div
          ref={rows.scrollerRef}
          onScroll={rows.onScroll}
          role="treegrid"
          tabIndex={0}
          aria-label="Steps"
          aria-rowcount={shown.length}
          aria-activedescendant={active ? `${id}-${active.step.seq}` : undefined}
          onKeyDown={onKeyDown}
          className="absolute inset-0 overflow-y-auto -outline-offset-2 [overflow-anchor:none]"
        >
          <div {...GROUP} style={{ height: rows.height, paddingTop: rows.top }}>
            {rows.rows.map((at) => {
              const node = shown[at];
              if (!node) return null;
              const { step } = node;
              return (
                <StepRow
                  key={step.seq}
                  node={node}
                  id={`${id}-${step.seq}`}
                  isClosed={closed.has(step.seq)}
                  isCurrent={at === current}
                  onSelect={setCurrent}
                  onToggle={onToggle}
                  onOpen={onOpen}
                  onExplain={(isFailed(step) && onExplain) || undefined}
                  bar={
                    whole ? (
                      <StepBar
                        step={step}
                        steps={steps}
                        window={zoom.window}
                        whole={whole}
                        isParent={node.descendants > 0}
                      />
                    ) : (
                      <StepBar
                        step={{ ...step, startedAt: null }}
                        steps={steps}
                        window={NOWHEN}
                        whole={NOWHEN}
                        isParent={false}
                      />
                    )
                  }
                />
              );
            })}
          </div>
        </div>
      </div>
    </div>
  );
}

const NOWHEN: TimeWindow = { fromMs: 0, toMs: 1 };

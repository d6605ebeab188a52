'use client';

import { startTransition, useEffect, useRef, useState } from 'react';
import { lineReturn } from '@/components/stream/line-return';
import type { CodeMark, CountPart, Durations, Facet, Histogram } from '@/lib/domain/counts';
import { failureWords } from '@/lib/format/failure-words';
import { paths } from '@/lib/paths';
import type { ExecutionParams } from '@/lib/query-state/execution-params';
import { printCountRequest } from '@/lib/query-state/print-count-request';
import { readCountLines } from './read-count-lines';

/** Values of a facet before somebody searches in it. */
const VALUES = 10;
/** A person who types or drags does not want every step counted. */
const SETTLE_MS = 120;
/** While new executions come in they are counted again no more often. */
const RECOUNT_MS = 10_000;

interface Counted {
  /** What the histogram counts. */
  of: string;
  histogram: Histogram | null;
  marks: readonly CodeMark[];
  facets: ReadonlyMap<string, Facet>;
  durations: Durations | null;
}

const NOTHING: Counted = { of: '', histogram: null, marks: [], facets: new Map(), durations: null };

export interface Counts extends Omit<Counted, 'of'> {
  /** The histogram is still of another query. */
  stale: boolean;
  state: 'counting' | 'done' | 'failed';
  /** Why it failed. */
  message: string;
  /** Whether all is being counted, however long it takes. */
  countingExactly: boolean;
  countExactly: () => void;
  /** Keeps what is counted so far. */
  stop: () => void;
  again: () => void;
}

/**
 * What the list's query counts. What was counted before stays until its successor arrives, and a
 * count that nobody waits for any more is stopped on the server as well. One that failed is tried again
 * when the server is back after an outage.
 *
 * @param bars about how many; null: not known yet, nothing is counted
 * @param version changes when the list got new rows: a while later they are counted as well
 */
export function useCounts(
  project: string,
  params: ExecutionParams,
  { zone, bars, version }: { zone: string; bars: number | null; version: string | null },
): Counts {
  const [counted, setCounted] = useState(NOTHING);
  const [state, setState] = useState<Counts['state']>('counting');
  const [message, setMessage] = useState('');
  const [turn, setTurn] = useState(0);
  const [exactOf, setExactOf] = useState<string | null>(null);
  const running = useRef<AbortController>(null);
  const ranAt = useRef(0);
  /** The version of the list when it was counted, and the one it has now. */
  const seen = useRef(version);
  const latest = useRef(version);
  latest.current = version;
  const of = printCountRequest(params, { zone, bars: bars ?? 1, values: VALUES, exact: false });
  const exact = exactOf === of;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn counts again.
  useEffect(() => {
    if (bars === null) return;
    const stop = new AbortController();
    running.current = stop;
    ranAt.current = performance.now();
    setState('counting');
    const run = async () => {
      const received = new Set<string>();
      const url = paths.counts(project, exact ? `${of}&exact=1` : of);
      for await (const part of readCountLines(url, stop.signal)) {
        if (stop.signal.aborted) return;
        if (part.part === 'facets') for (const { field } of part.facets) received.add(field);
        // What is typed meanwhile goes first.
        startTransition(() => setCounted((before) => withPart(before, part, of)));
      }
      seen.current = latest.current;
      startTransition(() => {
        setCounted((before) => ({ ...before, facets: onlyOf(before.facets, received) }));
        setState('done');
      });
    };
    const timer = setTimeout(() => {
      run().catch((error: unknown) => {
        if (stop.signal.aborted) return;
        setMessage(failureWords(error));
        setState('failed');
      });
    }, SETTLE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [project, of, exact, bars === null, turn]);
  // What was counted exactly stays until somebody asks for something else.
  const mayAge = state === 'done' && !exact;
  useEffect(() => {
    if (!mayAge || version === seen.current) return;
    const wait = Math.max(RECOUNT_MS - (performance.now() - ranAt.current), 0);
    const timer = setTimeout(() => setTurn((before) => before + 1), wait);
    return () => clearTimeout(timer);
  }, [version, mayAge]);
  const failed = state === 'failed';
  const stale = counted.of !== of;
  useEffect(() => {
    if (!failed) return;
    return lineReturn.on(() => setTurn((before) => before + 1));
  }, [failed]);
  return {
    ...counted,
    // Of another query, and nothing is on its way to take its place.
    histogram: failed && stale ? null : counted.histogram,
    stale,
    state,
    message,
    countingExactly: exact && state === 'counting',
    countExactly: () => {
      setExactOf(of);
      setTurn((before) => before + 1);
    },
    stop: () => {
      running.current?.abort();
      setState('done');
    },
    again: () => setTurn((before) => before + 1),
  };
}

function withPart(before: Counted, part: CountPart, of: string): Counted {
  if (part.part === 'histogram') return { ...before, of, histogram: part.histogram };
  if (part.part === 'marks') return { ...before, marks: part.marks };
  if (part.part === 'durations') return { ...before, durations: part.durations };
  const facets = new Map(before.facets);
  for (const facet of part.facets) facets.set(facet.field, facet);
  return { ...before, facets };
}

/** Without facets that are there no more: paths that somebody took off. */
function onlyOf(
  facets: ReadonlyMap<string, Facet>,
  received: ReadonlySet<string>,
): ReadonlyMap<string, Facet> {
  return new Map(Array.from(facets).filter(([field]) => received.has(field)));
}

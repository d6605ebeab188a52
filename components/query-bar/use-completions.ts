'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { suggestPathsAction } from '@/lib/actions/suggest-paths';
import { suggestValuesAction } from '@/lib/actions/suggest-values';
import { meaningOf } from '@/lib/domain/query-fields';
import { unwrap } from '@/lib/domain/result';
import type { Suggestions } from '@/lib/domain/suggestion';
import type { CompletionPlace } from '@/lib/query-state/completion-place';
import {
  type CompletionOption,
  fieldOptions,
  recentOptions,
  valueOptions,
  wantsPaths,
} from './completion-options';

/** What was seen in a project changes slowly. */
const STALE_MS = 300_000;
/** A longer text is asked for when typing pauses this long, in ms. */
const PAUSE_MS = 150;
/** Longest text that is asked for, in characters. */
const MAX_CONTAINING = 200;

export interface Completions {
  options: readonly CompletionOption[];
  /** Set when counts are of that many of the newest executions. */
  sampled: number | null;
}

/** What completes the text at a place; recent queries while there is no text. */
export function useCompletions(
  project: string,
  text: string,
  place: CompletionPlace | null,
  recents: readonly string[],
): Completions {
  const values = useValues(project, place?.kind === 'value' ? place : null);
  const paths = useQuery({
    queryKey: ['suggest-paths', project],
    queryFn: async () => unwrap(await suggestPathsAction({ project })),
    enabled: wantsPaths(place),
    staleTime: STALE_MS,
  }).data;
  return useMemo(() => {
    if (!place) return { options: [], sampled: null };
    if (place.kind === 'value') {
      const options = valueOptions(text, place, values, Date.now());
      return { options, sampled: values?.sampled ?? null };
    }
    const recent = text.trim() === '' ? recentOptions(recents) : [];
    const options = [...recent, ...fieldOptions(text, place, paths)];
    const counted = options.some(({ count }) => count !== null);
    return { options, sampled: counted ? (paths?.sampled ?? null) : null };
  }, [text, place, recents, values, paths]);
}

/** All values of a field at once where they are few, else those that contain what is typed. */
function useValues(
  project: string,
  place: (CompletionPlace & { kind: 'value' }) | null,
): Suggestions | undefined {
  const field = place?.field ?? '';
  const type = meaningOf(field)?.type;
  const typed = usePaused((place?.typed ?? '').slice(0, MAX_CONTAINING));
  const ask = (containing: string) => ({
    queryKey: ['suggest-values', project, field, containing],
    queryFn: async () => unwrap(await suggestValuesAction({ project, field, containing })),
    staleTime: STALE_MS,
  });
  const isListed = type === 'keyword' || type === 'json' || type === 'enum';
  const all = useQuery({ ...ask(''), enabled: isListed }).data;
  const narrowed = useQuery({ ...ask(typed), enabled: all?.more === true && typed !== '' }).data;
  return all?.more && typed !== '' ? (narrowed ?? all) : all;
}

function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}

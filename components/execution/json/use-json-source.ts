import { useEffect, useMemo, useState } from 'react';
import { failureWords } from '@/lib/format/failure-words';
import { JsonEngine, type JsonSummary } from './json-engine';
import type { FromWorker, JsonAsk, ToWorker } from './json-messages';

export interface JsonSource {
  /** Another document, another number. */
  readonly id: number;
  readonly summary: JsonSummary;
  readonly ask: JsonAsk;
}

export type JsonLoad =
  | { phase: 'loading'; received: number; total: number | null }
  | { phase: 'stopped'; received: number }
  | { phase: 'failed'; message: string }
  | { phase: 'ready'; source: JsonSource };

/** A text this short is read in place: it is there with the first paint, also from the server. */
const IN_PLACE_CHARS = 100_000;

let lastSourceId = 0;

const START: JsonLoad = { phase: 'loading', received: 0, total: null };

function inPlace(text: string): JsonSource {
  const engine = new JsonEngine(text, new TextEncoder().encode(text).length, false);
  const ask: JsonAsk = async (name, ...args) => {
    const call = engine[name] as (...args: unknown[]) => unknown;
    return (await call.apply(engine, args)) as never;
  };
  return { id: ++lastSourceId, summary: engine.summary, ask };
}

/** Owns the worker: one per document, ended with it or when the user stops the loading. */
export function useJsonSource(
  src: string | null,
  text: string | null,
): { load: JsonLoad; stop: () => void; again: () => void } {
  const local = useMemo(
    () => (text !== null && text.length <= IN_PLACE_CHARS ? inPlace(text) : null),
    [text],
  );
  const [load, setLoad] = useState<JsonLoad>(START);
  const [attempt, setAttempt] = useState(0);
  const [stoppedAt, setStoppedAt] = useState<string | null>(null);
  const stopped = stoppedAt !== null && stoppedAt === src;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` starts the same load again.
  useEffect(() => {
    if (local || stopped || (src === null && text === null)) return;
    setLoad(START);
    return startWorker(src === null ? { text: text ?? '' } : { src }, setLoad);
  }, [src, text, local, stopped, attempt]);

  return {
    load: local ? { phase: 'ready', source: local } : load,
    stop: () => {
      setStoppedAt(src);
      setLoad((old) => ({ phase: 'stopped', received: 'received' in old ? old.received : 0 }));
    },
    again: () => {
      setStoppedAt(null);
      setAttempt((count) => count + 1);
    },
  };
}

function startWorker(
  from: { src: string } | { text: string },
  setLoad: (load: JsonLoad) => void,
): () => void {
  const worker = new Worker(new URL('./json.worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, (value: unknown) => void>();
  let lastId = 0;
  const post = (message: ToWorker) => worker.postMessage(message);
  const ask: JsonAsk = (name, ...args) => {
    const id = ++lastId;
    return new Promise((resolve) => {
      waiting.set(id, resolve as (value: unknown) => void);
      post({ type: 'ask', id, name, args });
    });
  };
  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    if (data.type === 'answer') {
      waiting.get(data.id)?.(data.value);
      waiting.delete(data.id);
    } else if (data.type === 'ready')
      setLoad({ phase: 'ready', source: { id: ++lastSourceId, summary: data.summary, ask } });
    else if (data.type === 'progress')
      setLoad({ phase: 'loading', received: data.received, total: data.total });
    else setLoad({ phase: 'failed', message: failureWords(data.message) });
  });
  worker.addEventListener('error', (event) => {
    setLoad({
      phase: 'failed',
      message: event.message || 'The viewer could not start its worker.',
    });
  });
  if ('src' in from) post({ type: 'fetch', url: new URL(from.src, window.location.href).href });
  else post({ type: 'text', text: from.text });
  return () => worker.terminate();
}

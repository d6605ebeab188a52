import type { JsonEngine, JsonSummary } from './json-engine';

/** What may be asked of the engine, over the thread border or in place. */
type JsonCalls = Pick<
  JsonEngine,
  | 'rows'
  | 'show'
  | 'toggle'
  | 'foldTo'
  | 'showAll'
  | 'step'
  | 'edge'
  | 'parent'
  | 'path'
  | 'value'
  | 'all'
  | 'find'
  | 'matchFrom'
  | 'openMatch'
>;

export type JsonAsk = <Name extends keyof JsonCalls>(
  name: Name,
  ...args: Parameters<JsonCalls[Name]>
) => Promise<Awaited<ReturnType<JsonCalls[Name]>>>;

export type ToWorker =
  | { type: 'text'; text: string }
  | { type: 'fetch'; url: string }
  | { type: 'ask'; id: number; name: keyof JsonCalls; args: unknown[] };

export type FromWorker =
  /** `total` is null when the server does not say, or says it of the compressed bytes. */
  | { type: 'progress'; received: number; total: number | null }
  | { type: 'ready'; summary: JsonSummary }
  | { type: 'failed'; message: string }
  | { type: 'answer'; id: number; value: unknown };

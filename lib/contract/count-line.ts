import type { CountPart } from '@/lib/domain/counts';

/** One line of the stream of counts. Without an `end` the answer broke off. */
export type CountLine = CountPart | { part: 'end' } | { part: 'failed'; message: string };

import type { RawJson } from '@/lib/domain/raw-json';

/** Why one item was not stored. */
export interface Refusal {
  code: string;
  message: string;
}

/** One item of a body: a JSON text that can be read, or the reason why not. */
export type SplitItem =
  | { ok: true; text: string; json: RawJson; hadInvalidUtf8: boolean }
  | { ok: false; refusal: Refusal };

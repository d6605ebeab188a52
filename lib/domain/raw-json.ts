/** `nonfinite` is NaN, Infinity or -Infinity: not JSON, but what Python's json module writes. */
export type RawKind = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null' | 'nonfinite';

/** What a value holds somewhere inside, as bits of `RawValue.marks`. */
export const RAW_MARKS = {
  /** A `\u0000` escape, which PostgreSQL's text and jsonb refuse. */
  nul: 1,
  /** Half of a surrogate pair, which UTF-8 cannot hold. */
  loneSurrogate: 2,
  /** A number of more than MAX_NUMBER_DIGITS digits when written out. */
  hugeNumber: 4,
  nonFinite: 8,
} as const;

/** jsonb takes 131,072 digits, but a few bytes like 1e100000 would make it print a hundred kilobytes. */
export const MAX_NUMBER_DIGITS = 1_000;

/**
 * Most members or elements that are told apart at the top of one text. Each costs a hundred bytes of
 * memory or more, so that a body of some megabytes could take gigabytes.
 */
export const MAX_PARTS = 100_000;

/** A value as the half-open range of its characters in the scanned text. */
export interface RawValue {
  kind: RawKind;
  start: number;
  end: number;
  /** 0 for a scalar, 1 for `[]`, 2 for `[[]]`. */
  depth: number;
  marks: number;
}

export interface RawMember extends RawValue {
  /** Decoded. */
  key: string;
  keyStart: number;
  keyEnd: number;
}

export interface RawJson {
  root: RawValue;
  /** In the producer's order, duplicates included; empty unless the root is an object. */
  members: RawMember[];
  /** Empty unless the root is an array. */
  elements: RawValue[];
}

export type RawScan =
  | { ok: true; json: RawJson }
  /** `position` counts UTF-16 units from the start of the text. */
  | { ok: false; reason: 'syntax' | 'too_many'; position: number; message: string };

import type { Term } from './query';

/** What can be said of a path that a filter can be made of. */
export type Saying =
  | { kind: 'is' | 'is not'; value: string }
  | { kind: 'at least' | 'at most'; value: string }
  | { kind: 'missing' | 'present' | 'a number' | 'no number' };

/** Something that holds for more of the failed runs than of the successful ones. */
export interface Difference {
  /** A field of the catalogue, or a path. */
  field: string;
  saying: Saying;
  failed: number;
  failedOf: number;
  succeeded: number;
  succeededOf: number;
  /** Others that hold for exactly the same runs. */
  alike: readonly { field: string; saying: Saying }[];
}

/** The filter that a finding becomes: what must hold together. */
export function termsOf({ field, saying }: Pick<Difference, 'field' | 'saying'>): Term[] {
  const not = (term: Term): Term => ({ kind: 'not', term });
  const bound = (value: string) => ({ value, inclusive: true });
  // Of all numbers, because a path has no clause on types.
  const number: Term = { kind: 'range', field, min: bound(`-${'9'.repeat(40)}`), max: null };
  switch (saying.kind) {
    case 'is':
      return [{ kind: 'is', field, values: [saying.value] }];
    case 'is not':
      return [not({ kind: 'is', field, values: [saying.value] })];
    case 'at least':
      return [{ kind: 'range', field, min: bound(saying.value), max: null }];
    case 'at most':
      return [{ kind: 'range', field, min: null, max: bound(saying.value) }];
    case 'missing':
      return [not({ kind: 'has', field })];
    case 'present':
      return [{ kind: 'has', field }];
    case 'a number':
      return [number];
    case 'no number':
      return [{ kind: 'has', field }, not(number)];
  }
}

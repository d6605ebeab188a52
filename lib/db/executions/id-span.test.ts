import { expect, it } from 'vitest';
import type { ExecutionId } from '@/lib/domain/execution-id';
import { idSpan } from './id-span';

it('is the least and the greatest, of one or of many, in any order', () => {
  const [a, b, c] = ['0199-a', '0199-b', '019a-0'] as [ExecutionId, ExecutionId, ExecutionId];
  expect(idSpan([b])).toEqual([b, b]);
  expect(idSpan(new Set([b, c, a]))).toEqual([a, c]);
  expect(() => idSpan([])).toThrow(RangeError);
});

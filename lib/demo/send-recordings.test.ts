import { expect, test } from 'vitest';
import { shiftTimes } from './send-recordings';

test('only the times of the execution itself move, and nothing else of its text', () => {
  const line =
    '{"created_at": "2026-11-20T10:00:00.500Z", "context": {"created_at": "2026-11-20T10:00:00Z", "n": 1.0}, "finished_at":null}';
  expect(shiftTimes(line, 3_600_000)).toBe(
    '{"created_at": "2026-11-20T11:00:00.500Z", "context": {"created_at": "2026-11-20T10:00:00Z", "n": 1.0}, "finished_at":null}',
  );
});

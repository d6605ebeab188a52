import { describe, expect, it } from 'vitest';
import { readFrameMessage, readWorkerMessage } from './read-run-message';

const bytes = new Uint8Array([1]);
const nothing = { exitCode: null, outcomeText: null, message: null };

describe('what the frame says', () => {
  it.each([
    { type: 'open' },
    { type: 'warm', python: '3.14.2' },
    { type: 'started', run: 1 },
    { type: 'output', run: 1, chunks: [{ stream: 'stdout', bytes }] },
    { type: 'end', run: 1, end: { ...nothing, ending: 'finished', exitCode: 3 } },
    { type: 'broken', message: 'why' },
  ])('is taken: %o', (message) => {
    expect(readFrameMessage(message)).toEqual(message);
  });

  it.each([
    null,
    'text',
    42,
    [],
    { type: 'constructor' },
    { type: 'started', run: -1 },
    { type: 'started', run: '1' },
    { type: 'output', run: 1, chunks: [{ stream: 'stdout', bytes: 'text' }] },
    { type: 'output', run: 1, chunks: [{ stream: 'innerHTML', bytes }] },
    { type: 'output', run: 1, chunks: 'x' },
    { type: 'end', run: 1, end: null },
    { type: 'end', run: 1, end: { ...nothing, ending: 'verified' } },
  ])('is nothing when it has another shape: %o', (message) => {
    expect(readFrameMessage(message)).toBeNull();
  });

  it('is cut to what somebody can read', () => {
    const message = readFrameMessage({ type: 'broken', message: 'x'.repeat(1_000_000) });
    expect(message).toEqual({ type: 'broken', message: 'x'.repeat(2_000) });
  });
});

describe('what the worker says', () => {
  it('is taken or nothing', () => {
    const done = { type: 'done', exitCode: 0, outcomeText: '{}' };
    expect(readWorkerMessage(done)).toEqual(done);
    expect(readWorkerMessage({ type: 'output', stream: 'stderr', bytes })).toEqual({
      ...{ type: 'output', stream: 'stderr', bytes },
    });
    for (const message of [null, {}, { ...done, exitCode: 256 }, { ...done, exitCode: 'x' }]) {
      expect(readWorkerMessage(message)).toBeNull();
    }
  });
});

import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/domain/app-error';
import { lineStream } from './line-stream';

const request = () => new Request('http://localhost/counts');

async function linesOf(answer: Response): Promise<unknown[]> {
  const text = await answer.text();
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('an answer of lines', () => {
  it('ends with the word that it is complete', async () => {
    const answer = lineStream<{ part: string }>('test', request(), async (emit) => {
      emit({ part: 'first' });
    });
    expect(await linesOf(answer)).toEqual([{ part: 'first' }, { part: 'end' }]);
  });

  it('that failed in one part stops the others, which say no more', async () => {
    const others = { aborted: false };
    const answer = lineStream<{ part: string }>('test', request(), async (emit, signal) => {
      await Promise.all([
        new Promise<void>((resolve) => {
          signal.addEventListener('abort', () => {
            others.aborted = true;
            emit({ part: 'late' });
            resolve();
          });
        }),
        Promise.reject(new AppError('timeout')),
      ]);
    });
    const lines = await linesOf(answer);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ part: 'failed' });
    expect(others.aborted).toBe(true);
  });
});

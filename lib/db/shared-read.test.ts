import { expect, test } from 'vitest';
import { SharedRead } from './shared-read';

/** Questions that are answered by hand, in the order in which they were asked. */
function byHand() {
  const asked: { answer: (value: string) => void; fail: (error: Error) => void }[] = [];
  const read = () =>
    new Promise<string>((answer, fail) => {
      asked.push({ answer, fail });
    });
  return { asked, read };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

test('nobody gets an answer to a question that was asked before they came', async () => {
  const { asked, read } = byHand();
  const shared = new SharedRead<string>();
  const first = shared.ask('a', read);
  const second = shared.ask('a', read);
  const third = shared.ask('a', read);
  expect(asked).toHaveLength(1);
  asked[0]?.answer('old');
  expect(await first).toBe('old');
  await settled();
  expect(asked).toHaveLength(2);
  asked[1]?.answer('new');
  expect(await Promise.all([second, third])).toEqual(['new', 'new']);
});

test('who comes after all were answered asks anew', async () => {
  const { asked, read } = byHand();
  const shared = new SharedRead<string>();
  for (const value of ['one', 'two', 'three']) {
    const answer = shared.ask('a', read);
    asked.at(-1)?.answer(value);
    expect(await answer).toBe(value);
    await settled();
  }
  expect(asked).toHaveLength(3);
});

test('a question that fails does so for those who share it, and not for the next', async () => {
  const { asked, read } = byHand();
  const shared = new SharedRead<string>();
  const first = shared.ask('a', read);
  const second = shared.ask('a', read);
  asked[0]?.fail(new Error('no database'));
  await expect(first).rejects.toThrow('no database');
  await settled();
  asked[1]?.answer('there');
  expect(await second).toBe('there');
});

test('different things are asked side by side', async () => {
  const { asked, read } = byHand();
  const shared = new SharedRead<string>();
  const answers = [shared.ask('a', read), shared.ask('b', read)];
  expect(asked).toHaveLength(2);
  asked[1]?.answer('of b');
  asked[0]?.answer('of a');
  expect(await Promise.all(answers)).toEqual(['of a', 'of b']);
});

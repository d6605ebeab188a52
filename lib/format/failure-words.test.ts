import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { answerOf } from './answer-of';
import { failureWords } from './failure-words';

beforeEach(() => vi.stubGlobal('location', { origin: 'http://127.0.0.1:3000' }));
afterEach(() => vi.unstubAllGlobals());

const AWAY =
  'Runlens cannot be reached at http://127.0.0.1:3000. Check that it runs, then try again.';

it.each([
  ['Chrome', new TypeError('Failed to fetch')],
  ['Chrome, within an answer', new TypeError('network error')],
  ['Firefox', new TypeError('NetworkError when attempting to fetch resource.')],
  ['Safari', new TypeError('Load failed')],
  ['an answer without its end', new Error('the answer broke off')],
  ['a worker, which sends words alone', 'Failed to fetch'],
])('says in our words that the server is away: %s', (_, error) => {
  expect(failureWords(error)).toBe(AWAY);
});

it.each([
  'An unexpected response was received from the server.',
  'Server Action "40c2" was not found on the server.',
])('says that something else answered: %s', (message) => {
  expect(failureWords(new Error(message))).toBe(
    'What answered at http://127.0.0.1:3000 is not the Runlens of this page. Reload the page.',
  );
});

it('leaves the words of a refusal', () => {
  expect(failureWords(new Error('That took too long and was stopped'))).toBe(
    'That took too long and was stopped',
  );
});

it('makes a refusal of a server action that was not reached', async () => {
  const refused = { code: 'unavailable', message: AWAY };
  const asked = Promise.reject(new TypeError('Failed to fetch'));
  expect(await answerOf(asked)).toEqual({ ok: false, error: refused });
  expect(await answerOf(Promise.resolve({ ok: true, value: 1 }))).toEqual({ ok: true, value: 1 });
});

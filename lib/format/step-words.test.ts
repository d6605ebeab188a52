import { describe, expect, it } from 'vitest';
import type { StepOutline } from '@/lib/domain/step-outline';
import { skippedWords, stepName, stepReason, untimedWords } from './step-words';

const step = (own: Partial<StepOutline>): StepOutline => ({
  ...{ seq: 1, parentSeq: null, name: null, connector: null, status: null },
  ...{ startedAt: null, durationMs: null },
  ...{ inputBytes: null, outputBytes: null, errorBytes: null, errorStart: null },
  ...own,
});
const reason = (errorStart: string | null) => stepReason(step({ errorStart }));

describe('the reason of a step', () => {
  it.each([
    [null, null],
    ['""', null],
    ['"no key"', 'no key'],
    ['{"message":"no key","code":4}', 'no key'],
    ['{"reason":"branch not taken"}', 'branch not taken'],
    ['{"message":5,"detail":"deep"}', 'deep'],
    ['{"code":4}', '{"code":4}'],
    ['[1,2]', '[1,2]'],
    ['"two\\nlines"', 'two ↵ lines'],
    ['"cut \\"off', 'cut "off'],
    ['{"message":"cut', '{"message":"cut'],
    ['"\\u202egnp"', '[U+202E]gnp'],
  ])('%s', (text, words) => {
    expect(reason(text)).toBe(words);
  });

  it('is no longer than a line', () => {
    expect(reason(JSON.stringify('x'.repeat(400).slice(0, 398)))).toHaveLength(201);
  });
});

it('says what is known of a step that was skipped', () => {
  const failed = step({ seq: 2, name: 'Send mail', status: 'failed' });
  const skipped = step({ seq: 3, status: 'skipped' });
  expect(skippedWords(step({ seq: 3, status: 'skipped', errorStart: '"switched off"' }), [])).toBe(
    'switched off',
  );
  expect(skippedWords(skipped, [failed, skipped])).toBe(
    'no reason was sent; step 2, Send mail, had failed before it',
  );
  expect(skippedWords(step({ seq: 1, status: 'skipped' }), [failed])).toBe('no reason was sent');
});

it('says which times are missing', () => {
  expect(untimedWords(step({}))).toBe('no times were sent');
  expect(untimedWords(step({ durationMs: 80 }))).toBe('took 80 ms; when was not sent');
  expect(untimedWords(step({ status: 'skipped' }))).toBe('did not run');
});

it('has a name for every step', () => {
  expect(stepName(step({ name: 'Read', connector: 'http' }))).toBe('Read');
  expect(stepName(step({ connector: 'http' }))).toBe('http');
  expect(stepName(step({ seq: 7 }))).toBe('Step 7');
});

import { describe, expect, it } from 'vitest';
import { evidence, FAILURE_GROUPS, raised, said, traceback } from '@/lib/testing/failure-cases';
import type { FailureEvidence } from './failure-signature';
import { failureSignature, signatureText } from './failure-signature';
import { STDERR_TAIL } from './stderr-tail';

function textOf(one: FailureEvidence): string {
  const signature = failureSignature(one);
  return signature ? signatureText(signature) : 'none';
}

describe('failures', () => {
  it.each(Object.entries(FAILURE_GROUPS))('are one group: %s', (_name, group) => {
    expect(new Set(group.map(textOf)).size).toBe(1);
  });

  it('are not grouped with others', () => {
    const first = Object.entries(FAILURE_GROUPS).map(([name, [one]]) => [
      one ? textOf(one) : '',
      name,
    ]);
    const names = new Map<string, string[]>();
    for (const [text = '', name = ''] of first) names.set(text, [...(names.get(text) ?? []), name]);
    const shared = [...names.values()].filter((groups) => groups.length > 1);
    expect(shared).toEqual([]);
    expect(Object.values(FAILURE_GROUPS).flat().length).toBeGreaterThan(60);
  });

  it('of 50 parts are one group', () => {
    const numbers = Array.from({ length: 50 }, (_, i) => `${'PQA'[i % 3]}-${1_000 + i * 37}`);
    const texts = numbers.map((number) => textOf(said(`${number}: more reserved than in stock`)));
    expect(new Set(texts).size).toBe(1);
  });

  it('that say nothing have no group', () => {
    expect(failureSignature(evidence({}))).toBeNull();
    expect(failureSignature(evidence({ stderr: '', validationMessage: '' }))).toBeNull();
  });
});

describe('a signature', () => {
  it('says why', () => {
    const line = 'raise ValidationError(f"Part {part[\'id\']} has no revision")';
    expect(
      failureSignature(raised('ValidationError: Part 34 has no revision', `check: ${line}`)),
    ).toEqual({
      exceptionType: 'ValidationError',
      template: 'Part <…> has no revision',
      frame: `check: ${line}`,
      actionKey: 'check_part',
    });
    expect(
      failureSignature(
        raised(
          "decimal.InvalidOperation: [<class 'decimal.ConversionSyntax'>]",
          '<module>: price = Decimal(row["price"])',
        ),
      ),
    ).toEqual({
      exceptionType: 'decimal.InvalidOperation',
      template: "[<class 'decimal.ConversionSyntax'>]",
      frame: '<module>: price = Decimal(row["price"])',
      actionKey: 'check_part',
    });
  });

  it('takes the innermost frame of the action, not of what it calls', () => {
    const stderr = `Traceback (most recent call last):
  File "<action>", line 3, in load
    return json.loads(raw)
           ^^^^^^^^^^^^^^^
  File "/usr/lib/python3.11/json/__init__.py", line 346, in loads
    return _default_decoder.decode(s)
ValueError: bad\n`;
    expect(failureSignature(evidence({ stderr }))?.frame).toBe('load: return json.loads(raw)');
  });

  it('takes the line number where the code is not at hand', () => {
    const stderr =
      'Traceback (most recent call last):\n  File "/app/flow.py", line 7, in main\nValueError: bad\n';
    expect(failureSignature(evidence({ stderr }))?.frame).toBe('main: line 7');
  });

  it('leaves out what the interpreter reports on its way out', () => {
    const stderr = `${traceback('ValueError: bad', 'main: work()')}Exception ignored in: <function X.__del__>\n${traceback('KeyError: 1', '__del__: self.y[1]')}`;
    expect(
      failureSignature(evidence({ stderr, validationMessage: 'ValueError: bad' }))?.frame,
    ).toBe('main: work()');
    expect(failureSignature(evidence({ stderr }))?.exceptionType).toBe('ValueError');
  });

  it('believes the traceback that says what the message says', () => {
    const stderr = `${traceback('ValueError: bad', 'main: work()')}\n${traceback('KeyError: 1', 'log: logged[1]')}`;
    expect(
      failureSignature(evidence({ stderr, validationMessage: 'ValueError: bad' }))?.frame,
    ).toBe('main: work()');
  });

  it('reads a group of exceptions by the group itself', () => {
    const stderr = `  + Exception Group Traceback (most recent call last):
  |   File "<action>", line 3, in main
  |     async with TaskGroup() as tasks:
  | ExceptionGroup: unhandled errors in a TaskGroup (2 sub-exceptions)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "<action>", line 9, in one
    |     raise ValueError(1)
    | ValueError: 1
    +---------------- 2 ----------------
    | KeyError: 2
    +------------------------------------\n`;
    expect(failureSignature(evidence({ stderr }))).toMatchObject({
      exceptionType: 'ExceptionGroup',
      frame: 'main: async with TaskGroup() as tasks:',
    });
  });

  it.each([
    ['NUL and halves of pairs', 'a\u0000b\ud800c'],
    ['placeholders', 'Part <n> of <value> <…> <script>'],
    ['brackets', '[[[[{{{{(((('],
    ['quotes', `'"'"\`“„«'''"""`],
    ['a traceback without an end', 'Traceback (most recent call last):\n  File "<action>", line 1'],
    ['a frame of nothing', '  File "", line 0, in \n    \n'],
    [
      'its own shape',
      traceback('ValueError: x'.repeat(300), `${'f'.repeat(200)}: ${'x'.repeat(2_000)}`),
    ],
  ])('stands hostile text: %s', (_name, text) => {
    const signature = failureSignature(evidence({ validationMessage: text, stderr: text }));
    const parts = [signature?.exceptionType, signature?.template, signature?.frame].join('');
    expect(parts).not.toMatch(/[\u0000-\u001f]|\p{Cs}/u);
    expect(parts.length).toBeLessThan(1_100);
  });

  it('does not depend on how much stands before the traceback', () => {
    const end = traceback('ValueError: bad', 'main: work()');
    const noisy = `${'noise 1\n'.repeat(5_000)}${end}`.slice(-STDERR_TAIL);
    expect(textOf(evidence({ stderr: noisy }))).toBe(textOf(evidence({ stderr: end })));
  });
});

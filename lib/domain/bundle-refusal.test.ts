import { expect, it } from 'vitest';
import { bundleRefusal, isPython } from './bundle-refusal';

it.each([null, 'python', 'Python', 'python3', 'python 3.11', 'CPython', 'py', ' pypy3.10 '])(
  'takes %s for Python',
  (language) => expect(isPython(language)).toBe(true),
);

it.each(['json', 'javascript', 'micropythonic', 'ruby', ''])('takes %s for another', (language) =>
  expect(isPython(language)).toBe(false),
);

it('says why there is no file', () => {
  expect(bundleRefusal({ language: null, codeSha256: 'a' })).toBeNull();
  expect(bundleRefusal({ language: 'json', codeSha256: null })).toContain('No code');
  expect(bundleRefusal({ language: 'json', codeSha256: 'a' })).toContain('Its code is json');
  for (const language of ['js\nimport os', '\u202ejs', '<b>', 'x'.repeat(41)]) {
    expect(bundleRefusal({ language, codeSha256: 'a' })).toBe(
      'Its code is in another language, and only Python is made into a file that runs',
    );
  }
});

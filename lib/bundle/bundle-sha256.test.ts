import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { buildBundle } from './build-bundle';
import { bundleSha256 } from './bundle-sha256';
import type { BundleSource } from './bundle-source';
import { replayText } from './replay-text';

const source: BundleSource = {
  id: '01939b1e-5f00-7000-8000-00001a2b3c4d',
  externalId: null,
  createdAt: new Date('2026-11-20T10:00:00Z'),
  event: 'UPDATE',
  target: 'PART',
  targetRecordId: null,
  actionKeys: ['check_part'],
  raisedAction: null,
  status: 'success',
  validationMessage: null,
  code: 'print(context)\n',
  contextText: '{"id":34}',
  outputText: '{"layout":"plain","stdout":"a\\n","exit_code":0}',
  link: null,
};
const textOf = (more: Partial<BundleSource> = {}, runtime = replayText) =>
  buildBundle({ ...source, ...more }, runtime).text;
const hashOf = (more: Partial<BundleSource> = {}) => bundleSha256(textOf(more));

describe('the hash of a bundle', () => {
  it('is of the text from the action to the runtime', () => {
    const section = `#>>> action
print(context)
#<<< action

CONTEXT = r"""
{
  "id": 34
}
"""

RECORDED = r"""
{
  "layout": "plain",
  "stdout": "a\\n",
  "exit_code": 0
}
"""

`;
    expect(hashOf()).toBe(createHash('sha256').update(section).digest('hex'));
  });

  it('stays the same under another header, another runtime, and saved with CRLF', () => {
    const more = { id: 'x', status: 'failed', validationMessage: 'm', link: 'http://x/' };
    expect(hashOf(more)).toBe(hashOf());
    expect(bundleSha256(textOf({}, ''))).toBe(hashOf());
    expect(bundleSha256(textOf().replaceAll('\n', '\r\n'))).toBe(hashOf());
  });

  it.each([
    ['code', { code: 'print(context) \n' }],
    ['context', { contextText: '{"id":35}' }],
    ['digits of the context', { contextText: '{"id":34.0}' }],
    ['recording', { outputText: '{"layout":"plain","stdout":"b\\n","exit_code":0}' }],
    ['layout', { outputText: '{"stdout":"a\\n","exit_code":0}' }],
    ['absence of a context', { contextText: null }],
  ])('changes with the %s', (_what, more) => {
    expect(hashOf(more)).not.toBe(hashOf());
  });

  it.each([
    ['quoted', { code: 'print(', outputText: '{"stdout":""}' }],
    ['json', { code: 'print("\0")', outputText: '{"stdout":""}' }],
    ['marks', { code: '#>>> action\n#=== runtime ===\n#<<< action\n#>>> action json\n' }],
    ['CRLF', { code: '#>>> action\r\nx = 1\r\n' }],
  ])('covers all of the code: %s', (_what, more) => {
    expect(hashOf({ ...more, code: `${more.code}#` })).not.toBe(hashOf(more));
    expect(hashOf({ ...more, code: `#${more.code}` })).not.toBe(hashOf(more));
  });

  it('is refused for what is no bundle', () => {
    expect(() => bundleSha256('print(1)\n')).toThrow(/bundle/);
    expect(() => bundleSha256('#>>> action\nprint(1)\n')).toThrow(/bundle/);
  });
});

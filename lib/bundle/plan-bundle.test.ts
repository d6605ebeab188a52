import { describe, expect, it } from 'vitest';
import type { BundleSource } from './bundle-source';
import { planBundle } from './plan-bundle';

const source: BundleSource = {
  id: '01939b1e-5f00-7000-8000-00001a2b3c4d',
  externalId: null,
  createdAt: new Date(0),
  event: 'UPDATE',
  target: 'PART',
  targetRecordId: null,
  actionKeys: ['check_part'],
  raisedAction: null,
  status: 'success',
  validationMessage: null,
  code: 'print(1)\n',
  contextText: '{}',
  outputText: '{"layout": "plain"}',
  link: null,
};

const layoutOf = (code: string, outputText: string | null = '{"layout": "plain"}') =>
  planBundle({ ...source, code, outputText }).layout;

describe('the layout', () => {
  it('is plain only where Python itself has said so', () => {
    expect(layoutOf('print(1)')).toEqual({ kind: 'plain', hideFuture: false });
    for (const output of [null, '{}', '{"layout": "quoted"}', '{"layout": plain}', '[]', 'plain']) {
      expect(layoutOf('print(1)', output)).toEqual({ kind: 'quoted', quote: "'''" });
    }
    expect(layoutOf('x', '{"layout": "plain", "layout": "quoted"}').kind).toBe('quoted');
  });

  it.each([
    'from __future__ import annotations\n',
    '"""doc"""\r\nfrom __future__ import annotations\r\n',
    '\t from\t__future__ import annotations',
  ])('hides an import that Python takes only at the top: %j', (code) => {
    expect(layoutOf(code)).toEqual({ kind: 'plain', hideFuture: true });
  });

  it('hides nothing where the author has used the same mark', () => {
    const code = '#~ from __future__ import x\nfrom __future__ import annotations\n';
    expect(layoutOf(code)).toEqual({ kind: 'quoted', quote: "'''" });
  });

  it.each([
    ['x = 1', "'''"],
    ["x = ''' +", '"""'],
    ['x = """ +', "'''"],
    ["x = \\'''", "'''"],
    ["x = \\\\'''", '"""'],
    ["''\\'''", "'''"],
  ])('quotes %j so that it does not end early', (code, quote) => {
    expect(layoutOf(code, null)).toEqual({ kind: 'quoted', quote });
  });

  it('falls back to JSON lines when both quotes would end early', () => {
    expect(layoutOf('\'\'\' """ +', null)).toEqual({ kind: 'json' });
  });

  it.each(['a\0b', '\ud800', '\udc00\ud800', 'print(1)\r'])(
    'is JSON lines for what no Python source can hold: %j',
    (code) => {
      expect(layoutOf(code)).toEqual({ kind: 'json' });
      expect(layoutOf(code, null)).toEqual({ kind: 'json' });
    },
  );
});

describe('context and recording', () => {
  it.each([
    [null, false],
    ['{}', false],
    ['{"layout": "plain", "python": "3.11.2"}', false],
    ['{"stdout": null, "exit_code": null}', false],
    ['{"stdout": ""}', true],
    ['{"exit_code": 0}', true],
    ['{"stderr": "x"}', true],
    ['{"stdout": "x", "stdout": null, "stdout_base64": "eA=="}', true],
  ])('knows whether there is an output to compare with: %j', (outputText, isRecorded) => {
    expect(planBundle({ ...source, outputText }).isRecorded).toBe(isRecorded);
  });

  it('stay the text that was sent', () => {
    const text = '{"a": 1.0, "a": 12345678901234567890, "b": NaN, "c": "\\u0000"}';
    expect(planBundle({ ...source, contextText: text }).contextText).toBe(text);
  });

  it('are left out when they are no JSON, which could end the string around them', () => {
    const text = '"""\nimport os\nr"""';
    const plan = planBundle({ ...source, contextText: text, outputText: text });
    expect([plan.contextText, plan.recordedText]).toEqual([null, null]);
  });

  it('lose a byte order mark, and lone surrogates become escapes', () => {
    expect(planBundle({ ...source, contextText: '\ufeff["\ud800"]' }).contextText).toBe(
      '["\\ud800"]',
    );
  });
});

describe('edited code', () => {
  it('is plain no more: nobody has asked Python about it', () => {
    const edited = { ...source, code: 'print(2)', edited: ['code'] } as const;
    expect(planBundle(edited).layout).toEqual({ kind: 'quoted', quote: "'''" });
    expect(planBundle({ ...edited, edited: ['context'] }).layout.kind).toBe('plain');
  });
});

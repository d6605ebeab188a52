import { describe, expect, it } from 'vitest';
import { buildBundle } from './build-bundle';
import type { BundleSource } from './bundle-source';

const source: BundleSource = {
  id: '01939b1e-5f00-7000-8000-00001a2b3c4d',
  externalId: 'run_1',
  createdAt: new Date('2026-11-20T10:00:00Z'),
  event: 'UPDATE',
  target: 'PART',
  targetRecordId: '34',
  actionKeys: ['check_part', 'reserve'],
  raisedAction: 'check_part',
  status: 'failed',
  validationMessage: 'Part 34 has no revision',
  code: 'print(context)\nif 1:\n    print(2)\n',
  contextText: '{"id":34,"x":[],"y":[1.0,{"k":"v"}]}',
  outputText: '{"layout":"plain","stdout":"a\\n"}',
  link: 'http://127.0.0.1:3000/p/default/executions/1',
};
const textOf = (more: Partial<BundleSource>) => buildBundle({ ...source, ...more }, 'RUNTIME').text;

describe('the file', () => {
  it('reads from top to bottom: what ran, the code as written, context, recording', () => {
    expect(textOf({})).toBe(`#!/usr/bin/env python3
# -*- coding: utf-8 -*-
# Execution log: 01939b1e-5f00-7000-8000-00001a2b3c4d
# Own id: run_1
# Created at: 2026-11-20T10:00:00.000Z
# Ran on: UPDATE PART 34
# Actions: check_part, reserve
# Status: failed
# Raised by: check_part
# Message: Part 34 has no revision
# Link: http://127.0.0.1:3000/p/default/executions/1
#
# python3 FILE            runs the action below and gives the output that was recorded
# python3 FILE --verify   runs it and compares; --help tells the rest
f = open(__file__, encoding="utf-8"); text = f.read(); f.close(); exec(compile(text.split("\\n#=== runtime ===\\n")[-1].split("\\n#=== ")[0].strip("r'\\n"), "<replay>", "exec"), {"__name__": "<replay>", "__file__": __file__})

#>>> action
print(context)
if 1:
    print(2)
#<<< action

CONTEXT = r"""
{
  "id": 34,
  "x": [],
  "y": [
    1.0,
    {
      "k": "v"
    }
  ]
}
"""

RECORDED = r"""
{
  "layout": "plain",
  "stdout": "a\\n"
}
"""

#=== runtime ===
RUNTIME`);
  });

  it.each([
    '\n',
    '\r',
    '\r\n',
    '\u2028',
    '\u2029',
    '\u0085',
    '\v',
    '\f',
    '\u202e',
    '\0',
    '\ud800',
    '\u200b',
  ])('keeps a message on its line of the header: %j', (mark) => {
    const evil = `x${mark}import os${mark}`;
    const text = textOf({
      id: evil,
      externalId: evil,
      event: evil,
      target: evil,
      targetRecordId: evil,
      actionKeys: [evil],
      raisedAction: evil,
      status: evil,
      validationMessage: evil,
      link: evil,
    });
    const head = text.slice(0, text.indexOf('\nf = open('));
    expect(head.split('\n').filter((line) => !line.startsWith('#'))).toEqual([]);
    expect(head).not.toMatch(/[^\n\P{C}]|[\p{Zl}\p{Zp}]/u);
  });

  it('cuts a long message', () => {
    expect(textOf({ validationMessage: '👩'.repeat(5000) }).length).toBeLessThan(3000);
  });

  it('says what it does not have', () => {
    const text = textOf({ contextText: null, outputText: null, createdAt: new Date(Number.NaN) });
    expect(text).toContain('CONTEXT = r"""\n{}\n"""');
    expect(text).toContain('RECORDED = r"""\nnull\n"""');
    expect(text).not.toContain('Created at');
    expect(text).toContain('\n# Output: not recorded: nothing to compare with\n#\n');
    expect(text).not.toMatch(/--verify|that was recorded/);
  });

  it('marks a missing line end and hidden imports', () => {
    expect(textOf({ code: 'x' })).toContain('\n#>>> action no-eol\nx\n#<<< action\n');
    expect(textOf({ code: 'from __future__ import annotations\n' })).toContain(
      '\n#>>> action future\n#~ from __future__ import annotations\n#<<< action\n',
    );
  });

  it('quotes what Python does not parse, and writes as JSON what it cannot hold', () => {
    expect(textOf({ code: 'def (\n', outputText: null })).toContain(
      "\nr'''#>>> action\ndef (\n'''#<<< action\n",
    );
    expect(textOf({ code: 'a\0\n\u0085é\r\n' })).toContain(
      '\n#>>> action json\n#| "a\\u0000\\n"\n#| "\\u0085\\u00e9\\r\\n"\n#<<< action\n',
    );
  });
});

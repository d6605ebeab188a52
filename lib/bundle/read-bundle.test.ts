import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRecordedOutput } from '@/lib/domain/recorded-output';
import { nastyCode } from '@/lib/testing/nasty-code';
import { rawJson } from '@/lib/testing/raw-json';
import { buildBundle } from './build-bundle';
import type { BundleSource } from './bundle-source';
import { type ReadBundle, readBundle } from './read-bundle';
import { replayText } from './replay-text';

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
  outputText: '{"layout":"plain","stdout":"a\\n","exit_code":1}',
  link: 'http://127.0.0.1:3000/p/default/executions/1',
};

const textOf = (more: Partial<BundleSource>) =>
  buildBundle({ ...source, ...more }, replayText).text;

function read(fileText: string): ReadBundle {
  const reading = readBundle(fileText);
  if (!reading.ok) throw new Error(reading.problem);
  return reading.bundle;
}

/** A JSON text without the blanks between its tokens. */
const compact = (text: string) =>
  (text.match(/"[^"\\]*(?:\\[\s\S][^"\\]*)*"|[[\]{},:]|[^\s"[\]{},:]+/g) ?? []).join('');

const DIGITS = '7'.repeat(5_000);
const { value } = rawJson([' ', '\n', '\t', '\r\n']);
const json = fc.oneof(
  value,
  fc.constantFrom('NaN', '-Infinity', '[1E400]', ' "x" ', DIGITS, `{"n": -${DIGITS}.5}`),
);

describe('reading', () => {
  it('gives back what any bundle was made of', () => {
    const layouts = fc.constantFrom('plain', 'quoted', 'json');
    fc.assert(
      fc.property(nastyCode, json, nastyCode, layouts, (code, contextText, printed, layout) => {
        const outputText = JSON.stringify({ layout, stdout: printed, stderr: code, exit_code: 3 });
        const text = textOf({ code, contextText, outputText });
        const bundle = read(text);
        expect(bundle.code).toBe(code);
        expect(compact(bundle.contextText)).toBe(compact(contextText));
        expect(compact(bundle.outputText ?? '')).toBe(outputText);
        const output = readRecordedOutput(bundle.outputText);
        expect([output.stdout, output.stderr, output.exitCode]).toEqual([printed, code, 3]);
        expect(bundle.runtimeText).toBe(replayText);
        expect(bundle.hasOtherLineEnds).toBe(false);
        const { contextText: context, outputText: recording } = bundle;
        expect(textOf({ code, contextText: context, outputText: recording })).toBe(text);
      }),
      { numRuns: 1_000 },
    );
  });

  it('gives back what the comments say, on one line each', () => {
    fc.assert(
      fc.property(nastyCode, (given) => {
        const { facts } = read(textOf({ validationMessage: given, externalId: given }));
        const shown = Array.from(facts.get('Message') ?? '').join('');
        expect(shown).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
        const wanted = given.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '?').slice(0, 300);
        expect(shown).toBe(wanted.replace(/\p{Surrogate}/gu, '?'));
        expect(facts.get('Own id') ?? '').toBe(shown);
        expect(facts.get('Execution log')).toBe(source.id);
      }),
      { numRuns: 300 },
    );
  });

  it('knows every comment', () => {
    const { facts } = read(textOf({ edited: ['code'], outputText: null }));
    expect([...facts]).toEqual([
      ['Execution log', source.id],
      ['Own id', 'run_1'],
      ['Created at', '2026-11-20T10:00:00.000Z'],
      ['Ran on', 'UPDATE PART 34'],
      ['Actions', 'check_part, reserve'],
      ['Status', 'failed'],
      ['Raised by', 'check_part'],
      ['Message', 'Part 34 has no revision'],
      ['Link', source.link],
      ['Output', 'not recorded: nothing to compare with'],
      ['Edited', 'code'],
    ]);
  });

  it('takes no comment from the code', () => {
    const code = '# Status: success\n# Edited: nothing\n';
    const { facts } = read(textOf({ code, status: '' }));
    expect([facts.get('Status'), facts.get('Edited')]).toEqual([undefined, undefined]);
  });

  it('says that nothing was recorded', () => {
    const bundle = read(textOf({ outputText: null, contextText: null }));
    expect([bundle.outputText, bundle.contextText]).toEqual([null, '{}']);
  });

  it.each([{}, { outputText: null }, { code: 'a\0b\n', contextText: `[${DIGITS}]` }])(
    'is the same after an editor has turned the line ends, %#',
    (more) => {
      const text = textOf(more);
      const turned = read(`\ufeff${text.replaceAll('\n', '\r\n')}`);
      expect(turned).toEqual({ ...read(text), hasOtherLineEnds: true });
    },
  );
});

describe('a file that is no bundle', () => {
  const file = textOf({});
  it.each([
    ['', '#=== runtime ==='],
    ['print(1)\n', '#=== runtime ==='],
    [file.replace('\nRECORDED = r"""\n', '\n'), 'RECORDED'],
    [file.replace('\nCONTEXT = r"""\n', '\n'), 'CONTEXT'],
    [file.replace('\n#>>> action\n', '\n'), '#>>> action'],
    [file.replace('\n#<<< action\n', '\n'), '#<<< action'],
  ])('is told what it lacks, %#', (text, mark) => {
    expect(readBundle(text)).toEqual({
      ok: false,
      problem: `It has no line ${mark}, which marks a part of every bundle.`,
    });
  });

  it('is told what does not parse', () => {
    const problemOf = (text: string) => {
      const reading = readBundle(text);
      return reading.ok ? null : reading.problem;
    };
    expect(problemOf(file.replace('"id": 34', '"id": '))).toBe('Its context is no JSON.');
    expect(problemOf(file.replace('"layout"', 'layout'))).toBe('Its recording is no JSON.');
    const lines = textOf({ code: 'a\0\n' });
    expect(problemOf(lines.replace('#| "a', '#| a'))).toBe('A line of its code is no JSON string.');
    expect(problemOf(lines.replace(/#\| ".*"/, '#| {}'))).toBe(
      'A line of its code is no JSON string.',
    );
  });

  it('never throws, whatever is cut out of it', () => {
    fc.assert(
      fc.property(fc.nat(file.length), fc.nat(400), nastyCode, (at, length, put) => {
        const reading = readBundle(file.slice(0, at) + put + file.slice(at + length));
        expect(typeof reading.ok).toBe('boolean');
      }),
      { numRuns: 1_000 },
    );
  });
});

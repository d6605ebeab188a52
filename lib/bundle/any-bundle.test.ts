import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { loadRuntime, runtimeParts } from '@/lib/testing/load-runtime';
import { nastyCode } from '@/lib/testing/nasty-code';
import { python } from '@/lib/testing/python';
import { rawJson } from '@/lib/testing/raw-json';
import { buildBundle } from './build-bundle';
import { replayText } from './replay-text';

const folder = mkdtempSync(join(tmpdir(), 'any-bundle-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FILES = 500;

const { value } = rawJson([' ', '\n', '\t', '\r\n']);
const json = fc.oneof(value, fc.constantFrom('NaN', '-Infinity', '[1E400]', ' "x" '));

/** One process for all of them: what it prints is JSON. */
function ask(script: string, ...values: readonly unknown[]) {
  const path = join(mkdtempSync(join(folder, 'ask-')), 'values.json');
  writeFileSync(path, JSON.stringify([runtimeParts, ...values]));
  const head = `
import json, sys
runtime, *given = json.load(open(sys.argv[1]))
${loadRuntime}`;
  const options = { encoding: 'utf8', maxBuffer: 1e9 } as const;
  return JSON.parse(execFileSync(python, ['-c', head + script, path], options));
}

const LAYOUTS = 'print(json.dumps([names["choose_layout"](code) for code in given[0]]))\n';

/** Whether Python takes each file, and whether its runtime reads from it what went into it. */
const WRONG = `
wrong = []
lines = lambda text: text.replace("\\r\\n", "\\n").replace("\\r", "\\n")
for number, (code, context) in enumerate(given[1]):
    path = given[0] + "/%d.py" % number
    try:
        with open(path, "rb") as f:
            compile(f.read(), path, "exec", dont_inherit=True)
        code_read, _, context_read, recorded = names["read_bundle"](path)
        pairs = ((lines(code_read), lines(code)), (json.loads(recorded)["stdout"], code),
                 (repr(names["parse_json"](context_read)), repr(json.loads(context))))
        wrong += [[number, a, b] for a, b in pairs if a != b]
    except BaseException as error:
        wrong.append([number, repr(error)])
print(json.dumps(wrong))
`;

function textOf(code: string, contextText: string, layout: string): string {
  const source = {
    id: '01939b1e-5f00-7000-8000-00001a2b3c4d',
    externalId: code,
    createdAt: new Date(0),
    event: 'UPDATE',
    target: code,
    targetRecordId: code,
    actionKeys: [code],
    raisedAction: null,
    status: 'failed',
    validationMessage: code,
    code,
    contextText,
    outputText: JSON.stringify({ stdout: code, layout }),
    link: null,
  };
  return buildBundle(source, replayText).text;
}

function layoutOf(file: string): string {
  const begin = /\n(r'{3}|r"{3}|)#>>> action( json)?/.exec(file);
  return begin?.[2] ? 'json' : begin?.[1] ? 'quoted' : 'plain';
}

describe('any text as code and any JSON as context', () => {
  it(`give a file that Python takes and reads the same from, ${FILES} times`, () => {
    const cases = fc.sample(fc.tuple(nastyCode, json), { numRuns: FILES, seed: 4 });
    const place = mkdtempSync(join(folder, 'files-'));
    const layouts: string[] = ask(
      LAYOUTS,
      cases.map(([code]) => code),
    );
    const shown = cases.map(([code, context], number) => {
      const file = textOf(code, context, layouts[number] ?? '');
      writeFileSync(join(place, `${number}.py`), file);
      return layoutOf(file);
    });
    expect(ask(WRONG, place, cases)).toEqual([]);
    expect(shown).toEqual(layouts);
    for (const layout of ['plain', 'quoted', 'json']) {
      expect(layouts.filter((one) => one === layout).length).toBeGreaterThan(FILES / 20);
    }
  }, 120_000);

  it(`are printed unchanged by the file, ${FILES} contexts in one`, () => {
    const contexts = fc.sample(json, { numRuns: FILES, seed: 5 });
    const all = `[${contexts.join(',\n')}]`;
    const path = join(folder, 'bundle.py');
    writeFileSync(path, textOf('print(ascii(context))\n', all, 'plain'));
    const printed = execFileSync(python, [path], { encoding: 'utf8', maxBuffer: 1e9 });
    expect(printed).toBe(`${ask('print(json.dumps(ascii(json.loads(given[0]))))\n', all)}\n`);
  }, 120_000);
});

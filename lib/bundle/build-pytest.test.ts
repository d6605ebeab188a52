import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PinnedRun } from '@/lib/domain/pinned-case';
import { python } from '@/lib/testing/python';
import { buildPytest } from './build-pytest';

const client = fileURLToPath(new URL('../../clients/python', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'cases-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Records one code with several contexts, one JSON line a context. */
const RECORD = `
import sys, json
sys.path.insert(0, sys.argv[1])
import runlens
given = json.load(sys.stdin)
for context in given["contexts"]:
    e = runlens.record(given["code"], context, event="UPDATE", target="PART", actions=["act"],
        send=False, timeout=given.get("timeout")).execution
    print(json.dumps({"status": e["status"], "message": e.get("validation_message"),
        "output": json.dumps(e["output"])}))
`;

const CODE = `import random, time, uuid
class Part: pass
print(context["id"], random.random(), time.time(), uuid.uuid4(), Part())
if context["id"] > 1:
    raise ValidationError("Part %d has no revision" % context["id"])
`;

function record(code: string, contexts: readonly string[], timeout?: number): PinnedRun[] {
  const printed = execFileSync(python, ['-c', RECORD, client], {
    input: JSON.stringify({ code, contexts, timeout }),
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  return printed
    .trim()
    .split('\n')
    .map((line, index) => {
      const { status, message, output } = JSON.parse(line);
      return {
        ...{ executionId: `01939b1e-5f00-7000-8000-00000000000${index}`, code, status, message },
        ...{ name: `UPDATE PART ${index}`, pinnedAt: new Date(0), pinnedBy: 'ana' },
        ...{ outcome: null, codeSha256: '00', event: 'UPDATE', target: 'PART' },
        ...{ targetRecordId: null, contextText: contexts[index] ?? null, outputText: output },
      };
    });
}

/** As a recorder keeps a long stream: its beginning, and the length and hash of the whole. */
function cutStream(run: PinnedRun): PinnedRun {
  const { stdout_base64, ...output } = JSON.parse(run.outputText);
  const whole = Buffer.from(stdout_base64, 'base64');
  const cut = {
    ...{ ...output, stdout_base64: whole.subarray(0, 3_000).toString('base64') },
    ...{ stdout_bytes: whole.length },
    stdout_sha256: createHash('sha256').update(whole).digest('hex'),
  };
  return { ...run, outputText: JSON.stringify(cut) };
}

let runs: PinnedRun[];
beforeAll(() => {
  runs = record(CODE, ['{"id":1}', '{"id":2}']);
});

interface Ran {
  code: number;
  said: string;
}

let files = 0;

/** Runs a file of cases as somebody without pytest does. */
function run(text: string): Promise<Ran> {
  files += 1;
  const file = join(folder, `test_${files}.py`);
  writeFileSync(file, text);
  return new Promise((resolve) => {
    execFile(python, [file, '-v'], { maxBuffer: 1e9 }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), said: stdout + stderr }),
    );
  });
}

const textOf = (code: string, cases = runs) => buildPytest('check part', code, cases).text;

describe('a file of cases', () => {
  it('passes with the code that was recorded, frozen clock, entropy and memory addresses apart', async () => {
    const { code, said } = await run(textOf(CODE));
    expect(said).toMatch(/test_1_update_part_0 .*\.\.\. ok/);
    expect(said).toMatch(/test_2_update_part_1 .*\.\.\. ok/);
    expect(said).toContain('Ran 2 tests');
    expect(code).toBe(0);
  });

  it.each([
    ['message', CODE.replace('no revision', 'no version'), /no version/],
    ['outcome', CODE.replace('> 1', '> 2'), /- 'rejected'\n\+ 'ok'/],
    ['error', CODE.replace('"Part %d', 'undefined + "Part %d'), /NameError/],
  ])('fails in the one case whose %s differs', async (_what, edited, why) => {
    const { code, said } = await run(textOf(edited));
    expect(code).toBe(1);
    expect(said).toMatch(/test_1_update_part_0 .*\.\.\. ok/);
    expect(said).toMatch(/test_2_update_part_1 .*\.\.\. FAIL/);
    expect(said).toMatch(why);
  });

  it('fails where another text is printed', async () => {
    const { code, said } = await run(textOf(CODE.replace('print(', 'print("now", ')));
    expect(code).toBe(1);
    expect(said.match(/\.\.\. FAIL/g)).toHaveLength(2);
  });

  it('can be edited: the code stands as its author wrote it', () => {
    expect(textOf(CODE)).toContain(`CODE = r'''\n${CODE}\n'''[1:-1]\n`);
  });

  it.each([
    ['quotes of both kinds', `print('''a''', """b""", "\\\\")\n`],
    ['CRLF and a lone CR', 'print(1)\r\nx = "a"\rprint(2)\r\n'],
    ['NUL', 'print("a\0b")\n'],
    ['a lone surrogate', 'print("\ud800")\n'],
    ['a backslash at its end', 'print(3)\n# \\'],
    ['no end of line', 'print("é\u2028😀")'],
    ['the marks of a bundle', 'print("""\n#<<< action\n#=== runtime ===\nRECORDED = r"""\n"""'],
    ['a syntax error', 'print(\n'],
    ['nothing', ''],
  ])('holds code with %s', async (_what, code) => {
    const { code: exit, said } = await run(textOf(code, record(code, ['{}'])));
    expect(said).toContain('Ran 1 test');
    expect(exit, said).toBe(0);
  });

  it('takes contexts and recordings as they are: large numbers, bytes, long streams', async () => {
    const code = `import sys
print(context["n"], type(context["f"]), context["q"])
sys.stdout.flush()
sys.stdout.buffer.write(bytes([255, 0, 10]) * context["times"])
result = context["n"]
`;
    const cases = record(code, [
      `{"n":${'9'.repeat(4_000)},"f":1.0,"q":"\\"\\"\\"\\\\","times":1}`,
      '{"n":1,"f":1e2,"q":"\\u2028","times":100000}',
    ]).map((one, index) => (index === 1 ? cutStream(one) : one));
    const { code: exit, said } = await run(
      textOf(code.replace('(context["n"], ', '(+context["n"], '), cases),
    );
    expect(exit, said).toBe(0);
    const other = await run(textOf(code.replace('255', '254'), cases));
    expect(other.said.match(/\.\.\. FAIL/g)).toHaveLength(2);
    const longer = await run(textOf(`${code}print("more")\n`, cases.slice(1)));
    expect(longer.said).toContain('stdout goes on differently than recorded');
  });

  it('knows a run that was stopped', async () => {
    const cases = record('import time\nwhile True: time.sleep(0.01)\n', ['{}'], 1);
    const { code: exit, said } = await run(textOf(cases[0]?.code ?? '', cases));
    expect(exit, said).toBe(0);
    // With more time than anything takes that ends.
    const patient = cases.map((one) => {
      const output = JSON.parse(one.outputText);
      const frozen = { ...output.frozen, timeout: 600 };
      return { ...one, outputText: JSON.stringify({ ...output, frozen }) };
    });
    expect((await run(textOf('print(1)\n', patient))).said).toMatch(/- 'timeout'\n\+ 'ok'/);
  });

  it('takes hostile names for names', async () => {
    const name = '"""\nimport os; os._exit(7)\n\u2028raise SystemExit(8) \u202E\0\ud800';
    const cases = runs.map((one) => ({ ...one, name }));
    const { name: file, text } = buildPytest(name, CODE, cases);
    expect(file).toBe('test_import_os_os_exit_7_raise_systemexit_8.py');
    const { code, said } = await run(text);
    expect(said).toContain('Ran 2 tests');
    expect(code, said).toBe(0);
  });
});

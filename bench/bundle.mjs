// Also alone, without a server: node bench/bundle.mjs
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { against, interleave, ms, percentile } from './measure.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const START_LIMIT_MS = 120;
const STARTS = 21;
const SIZES = [
  { name: '10 KB', bytes: 10_000, limitMs: 5, rounds: 200 },
  { name: '10 MB', bytes: 10_000_000, limitMs: 400, rounds: 9 },
];
const CODE = 'print("part", 34)\n';
const RECORDED = {
  stdout: 'part 34\n',
  stderr: '',
  exit_code: 0,
  outcome: 'ok',
  python: '3.11.2',
  layout: 'plain',
  frozen: { entropy: 'ab'.repeat(32), env: {}, tz: 'UTC', stdin: '', hash_seed: 7 },
};

/** How much later a bundle is done than its code alone, and how long a bundle takes to be made. */
export async function bundle({ say }) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-bundle-'));
  try {
    const { buildBundle, replayText } = await compile(folder);
    const make = (contextText) =>
      buildBundle(
        {
          id: '01939b1e-5f00-7000-8000-00001a2b3c4d',
          externalId: null,
          createdAt: new Date(0),
          event: 'UPDATE',
          target: 'PART',
          targetRecordId: '34',
          actionKeys: ['check_part'],
          raisedAction: null,
          status: 'success',
          validationMessage: null,
          code: CODE,
          contextText,
          outputText: JSON.stringify(RECORDED),
          link: null,
        },
        replayText,
      ).text;
    return [
      await startUp(folder, make('{}'), say),
      ...SIZES.map((size) => making(make, size, say)),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The modules as the server runs them. */
async function compile(folder) {
  const outfile = join(folder, 'bundle.mjs');
  await build({
    stdin: {
      contents:
        "export { buildBundle } from './lib/bundle/build-bundle';\n" +
        "export { replayText } from './lib/bundle/replay-text';\n",
      resolveDir: ROOT,
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    alias: { '@': ROOT },
  });
  return import(pathToFileURL(outfile).href);
}

async function startUp(folder, text, say) {
  // Asked where it really is: the `python3` of a version manager is a script of its own.
  const python = execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], {
    encoding: 'utf8',
  }).trim();
  const files = { plain: join(folder, 'code.py'), bundle: join(folder, 'log.py') };
  writeFileSync(files.plain, CODE);
  writeFileSync(files.bundle, text);
  const taken = await interleave(
    { plain: () => runOnce(python, files.plain), bundle: () => runOnce(python, files.bundle) },
    { rounds: STARTS, warmUp: 3 },
  );
  const [plain, whole] = [taken.plain, taken.bundle].map((times) => percentile(times, 0.5));
  say(`python3 code.py ${ms(plain)}, the bundle of it ${ms(whole)}`);
  return against(
    `bundle, start-up over plain python3 code.py, median of ${STARTS}`,
    whole - plain,
    START_LIMIT_MS,
    ms,
  );
}

function runOnce(python, file) {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    let out = '';
    const child = spawn(python, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.on('error', reject);
    child.on('close', () => {
      if (out !== RECORDED.stdout) reject(new Error(`it printed ${JSON.stringify(out)}`));
      else resolve(performance.now() - began);
    });
  });
}

/** A context of about so many bytes, as a producer writes it. */
function contextOf(bytes) {
  const row = (id) => `{"id": ${id}, "sku": "SKU-${id}", "cost": ${id}.50, "note": "é \\"x\\""}`;
  const count = Math.floor(bytes / row(100_000).length);
  return `{"lines": [${Array.from({ length: count }, (_, id) => row(id)).join(', ')}]}`;
}

function making(make, { name, bytes, limitMs, rounds }, say) {
  const context = contextOf(bytes);
  const taken = [];
  for (let round = -2; round < rounds; round += 1) {
    const began = performance.now();
    const text = make(context);
    const took = performance.now() - began;
    if (!text.includes('"sku"')) throw new Error('the context is not in it');
    if (round >= 0) taken.push(took);
  }
  const median = percentile(taken, 0.5);
  say(`${name}: ${ms(median)}`);
  return against(`bundle, made for a context of ${name}, median of ${rounds}`, median, limitMs, ms);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const findings = await bundle({ say: (line) => console.log(line) });
  for (const { what, ours, limit } of findings) console.log(`${what}: ${ours} (limit ${limit})`);
  process.exitCode = findings.every(({ holds }) => holds) ? 0 : 1;
}

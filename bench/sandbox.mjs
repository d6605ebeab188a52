// Also alone, without a server: node bench/sandbox.mjs
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** A second on two cores. */
const LEAST = 20;
const AT_A_TIME = 2;
const WARM = 10;
const RUNS = 120;

/** Runs of a trivial action in the sandbox, from the code to the recording, as a worker makes them. */
export async function sandbox({ say }) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-sandbox-'));
  try {
    const { buildProgram, createSandboxExecutor, probeSandbox } = await compile(folder);
    const state = await probeSandbox(buildProgram);
    if (!state.ok) throw new Error(state.reason);
    const executor = createSandboxExecutor(state, buildProgram);
    await many(WARM, () => once(executor));
    const began = performance.now();
    await many(RUNS, () => once(executor));
    const rate = (RUNS * 1000) / (performance.now() - began);
    say(`${rate.toFixed(1)} runs/s with Python ${state.sandbox.python.version}`);
    return [
      {
        what: `trivial runs in the sandbox, ${AT_A_TIME} at a time on ${availableParallelism()} cores`,
        ours: `${rate.toFixed(1)}/s`,
        limit: `${LEAST}/s`,
        ratio: LEAST / rate,
        holds: rate >= LEAST,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function once(executor) {
  const outcome = await executor.run(
    {
      ...{ projectId: 1, executionId: 'e', attempt: 2, actionKey: 'a', idempotencyKey: 'e:2' },
      ...{ code: 'print("part", context["id"])\n', contextText: '{"id": 34}', outputText: null },
      ...{ event: 'UPDATE', target: 'PART', allowedMs: 10_000, checkpoint: null },
    },
    {
      signal: new AbortController().signal,
      log: () => undefined,
      save: () => undefined,
      paused: { onChange: () => undefined },
    },
  );
  if (outcome.status !== 'success' || !outcome.outputText.includes('part 34')) {
    throw new Error(JSON.stringify(outcome));
  }
}

async function many(count, run) {
  let left = count;
  const work = async () => {
    while (left > 0) {
      left -= 1;
      await run();
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
}

/** The modules as the server runs them. */
async function compile(folder) {
  const outfile = join(folder, 'sandbox.mjs');
  await build({
    stdin: {
      contents:
        "export { buildProgram } from './lib/bundle/build-program';\n" +
        "export { createSandboxExecutor } from './lib/runner/sandbox/sandbox-executor';\n" +
        "export { probeSandbox } from './lib/runner/sandbox/probe-sandbox';\n",
      resolveDir: ROOT,
      loader: 'ts',
    },
    absWorkingDir: ROOT,
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'error',
  });
  return import(pathToFileURL(outfile).href);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [finding] = await sandbox({ say: (line) => console.log(line) });
  process.exitCode = finding.holds ? 0 : 1;
}

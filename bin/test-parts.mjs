import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensureChromium } from './ensure-chromium.mjs';
import { ensurePackages } from './ensure-packages.mjs';
import { run } from './run.mjs';

/** A check that takes longer hangs. */
const LIMIT_MS = 40 * 60_000;

const PYTHON_TESTS = ['clients/python', 'prisma/scenarios/demo'];

/**
 * @typedef {{ passed: number, failed: number, skipped?: number, output: string }} Result
 * @typedef {{ root: string, say: import('./say.mjs').Say }} Context
 * @type {Record<string, { doing: string, run: (context: Context) => Promise<Result> }>}
 */
export const TEST_PARTS = {
  format: one('formatting', ['@biomejs/biome/bin/biome', 'format', '.']),
  lint: one('rules of code, order of imports', [
    '@biomejs/biome/bin/biome',
    'check',
    '--formatter-enabled=false',
    '--error-on-warnings',
    '.',
  ]),
  types: one('types', ['next/dist/bin/next', 'typegen'], ['typescript/bin/tsc', '--noEmit']),
  dead: one('unused code and packages', ['knip/bin/knip.js']),
  house: { doing: 'arrows between rooms', run: ({ root }) => vitest(root, ['lib/house.test.ts']) },
  unit: { doing: 'unit and database tests', run: unit },
  python: { doing: 'Python client and demo', run: python },
  build: { doing: 'build', run: build },
  browser: { doing: 'browser tests', run: browser },
};

/** Commands that say yes or no, counted as one check. */
function one(doing, ...commands) {
  return {
    doing,
    run: async ({ root }) => {
      for (const [script, ...args] of commands) {
        const { code, tail } = await node(root, script, args);
        if (code !== 0) return { passed: 0, failed: 1, output: tail };
      }
      return { passed: 1, failed: 0, output: '' };
    },
  };
}

/** A package's command, without npx: it would look for a newer one. */
function node(root, script, args, env) {
  const command = [join('node_modules', script), ...args];
  return run(process.execPath, command, { cwd: root, env, timeoutMs: LIMIT_MS });
}

async function unit({ root, say }) {
  const problem = await ensurePackages(root, say);
  return problem ? { passed: 0, failed: 1, output: problem } : vitest(root, []);
}

async function vitest(root, files) {
  return withReport(async (report) => {
    const args = ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
    const { code, tail } = await node(root, 'vitest/vitest.mjs', [...args, ...files]);
    const json = readReport(report);
    // A file that cannot be loaded has no tests to fail.
    const broken = json?.testResults.filter(
      ({ status, assertionResults }) =>
        status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
    ).length;
    return tally(code, tail, {
      passed: json?.numPassedTests,
      failed: (json?.numFailedTests ?? 0) + (broken ?? 0),
      skipped: (json?.numPendingTests ?? 0) + (json?.numTodoTests ?? 0),
    });
  });
}

async function browser({ root, say }) {
  const problem = (await ensureChromium(root, say)) ?? (await ensurePackages(root, say));
  if (problem) return { passed: 0, failed: 1, output: problem };
  return withReport(async (report) => {
    const { code, tail } = await node(
      root,
      '@playwright/test/cli.js',
      ['test', '--reporter=list,json'],
      {
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      },
    );
    const stats = readReport(report)?.stats;
    return tally(code, tail, {
      passed: stats && stats.expected + stats.flaky,
      failed: stats?.unexpected ?? 0,
      skipped: stats?.skipped,
    });
  });
}

async function python({ root }) {
  const total = { passed: 0, failed: 0, skipped: 0, output: '' };
  if ((await run('python3', ['--version'], { cwd: root })).code !== 0) return total;
  for (const folder of PYTHON_TESTS.filter((path) => hasPythonTests(join(root, path)))) {
    const { code, tail } = await run(
      'python3',
      ['-W', 'error::ResourceWarning', '-m', 'unittest', 'discover'],
      {
        cwd: join(root, folder),
        timeoutMs: LIMIT_MS,
      },
    );
    const number = (pattern) => Number(pattern.exec(tail)?.[1] ?? 0);
    const failed = number(/failures=(\d+)/) + number(/errors=(\d+)/);
    const skipped = number(/skipped=(\d+)/);
    const ran = number(/^Ran (\d+) test/m);
    const result = tally(code, tail, { passed: ran - failed - skipped, failed, skipped });
    total.passed += result.passed;
    total.failed += result.failed;
    total.skipped += skipped;
    total.output += result.failed > 0 ? `${folder}\n${tail}\n` : '';
  }
  return total;
}

function hasPythonTests(folder) {
  return (
    existsSync(folder) &&
    readdirSync(folder, { recursive: true }).some((file) =>
      /(^|[/\\])test[^/\\]*\.py$/.test(String(file)),
    )
  );
}

async function build({ root, say }) {
  await ensureBuilt({ root, say });
  return { passed: 1, failed: 0, output: '' };
}

/** A command that failed without a failed test is one failure: it could not even begin. */
function tally(code, output, { passed = 0, failed = 0, skipped = 0 }) {
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed, skipped, output };
}

async function withReport(work) {
  const folder = mkdtempSync(join(tmpdir(), 'runlens-report-'));
  try {
    return await work(join(folder, 'report.json'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

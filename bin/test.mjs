import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { createSay } from './say.mjs';
import { TEST_PARTS } from './test-parts.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const say = createSay();
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in TEST_PARTS));
if (unknown.length > 0) {
  process.stderr.write(
    `unknown: ${unknown.join(', ')}. The parts are ${Object.keys(TEST_PARTS).join(', ')}\n`,
  );
  process.exit(2);
}

/** All of unit covers the house, so the whole run does not read it twice. */
const names = asked.length > 0 ? asked : Object.keys(TEST_PARTS).filter((name) => name !== 'house');
const total = { passed: 0, failed: 0 };
process.env.NEXT_TELEMETRY_DISABLED = '1';

try {
  await ensureInstalled({ root, say, dev: true });
  await ensureBuilt({ root, say, parts: ['client'] });
  for (const name of names) await check(name);
} catch (error) {
  // Without the packages or the client nothing can be checked.
  total.failed += 1;
  say.line(error instanceof Error ? error.message : String(error));
}
say.line(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

async function check(name) {
  const step = say.step(name, TEST_PARTS[name].doing);
  const result = await TEST_PARTS[name].run({ root, say }).catch((error) => ({
    passed: 0,
    failed: 1,
    output: error instanceof Error ? (error.stack ?? error.message) : String(error),
  }));
  total.passed += result.passed;
  total.failed += result.failed;
  const skipped = result.skipped ? `, ${result.skipped} skipped` : '';
  if (result.failed === 0) return step.done(`${result.passed} passed${skipped}`);
  step.failed(`${result.failed} failed, ${result.passed} passed${skipped}`);
  say.line(`\n${result.output}\n`);
}

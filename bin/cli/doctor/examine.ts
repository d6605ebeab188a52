import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from '@/lib/env';
import { examineDatabase } from './examine-database';
import { examineMachine } from './examine-machine';
import { examineServer } from './examine-server';
import type { Finding } from './finding';

/**
 * Looks at everything that has to work, and changes nothing. A file of its own in the build: no other command
 * loads what it needs.
 * @param root of the checkout
 */
export async function* examine(
  root: string,
  environment: NodeJS.ProcessEnv,
): AsyncGenerator<Finding> {
  if (environment === process.env && existsSync(join(root, '.env'))) {
    process.loadEnvFile(join(root, '.env'));
  }
  const parsed = parseEnv(environment);
  for (const said of parsed.warnings.filter((one) => !/^RUNLENS_URL /.test(one))) {
    yield { kind: 'note', what: 'settings', said };
  }
  if (!parsed.ok) {
    for (const said of parsed.problems) yield { kind: 'wrong', what: 'settings', said };
    return;
  }
  yield { kind: 'ok', what: 'settings', said: 'can be understood' };
  yield* examineMachine(parsed.env, environment);
  yield* examineDatabase(parsed.env, root);
  yield* examineServer(parsed.env, environment);
}

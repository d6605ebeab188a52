import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { StartProblem } from '@/lib/db/start-problem';
import { type Env, parseEnv } from '@/lib/env';
import type { Say } from './say.mjs';

/** The settings of the environment and, below it, of the file .env beside package.json. */
export function readSettings({ root, folder }: { root: string; folder: string }, say: Say): Env {
  const file = join(root, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  const result = parseEnv(process.env, folder);
  for (const warning of result.warnings) say.row('settings', warning);
  if (!result.ok) {
    throw new StartProblem(
      `these settings are wrong:\n  ${result.problems.join('\n  ')}\nEvery setting is described in .env.example.`,
    );
  }
  if (!/^(127\.|localhost$|::1$)/.test(result.env.host) && !process.env.RUNLENS_PUBLIC_URL) {
    say.row(
      'settings',
      `HOST=${result.env.host} is open to other machines; set RUNLENS_PUBLIC_URL to the address they use`,
    );
  }
  return result.env;
}

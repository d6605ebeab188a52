import { join } from 'node:path';
import { disconnect } from '@/lib/db/client';
import { migrate } from '@/lib/db/migrate';
import { StartProblem } from '@/lib/db/start-problem';
import type { Env } from '@/lib/env';
import { startWorker } from '@/lib/runner/start-worker';
import type { Ending } from './ending';
import { readSettings } from './read-settings';
import type { Say } from './say.mjs';
import { startDatabase } from './start-database';
import { untilStopped } from './until-stopped';
import { workerExecutors } from './worker-executors';

/**
 * Takes runs from the queue in this process until it is stopped, where the settings allow it. A run that
 * is under way at the stop goes on elsewhere.
 */
export async function startRunner(settings: Env, say: Say, ending: Ending): Promise<void> {
  if (settings.runner === 'off') return;
  const step = say.step('worker', 'looking what it can run');
  const { executors, states, verifier, host } = await workerExecutors(settings.runner);
  if (host) ending.add(host.stop);
  ending.signal.throwIfAborted();
  const worker = await startWorker({ executors, states, onEnd: verifier?.onEnd });
  // Beside the last requests, not behind them: both have few seconds.
  let stopping: Promise<void> | undefined;
  ending.signal.addEventListener('abort', () => {
    stopping = worker.stop();
  });
  ending.add(() => stopping ?? worker.stop());
  if (verifier) ending.add(verifier.stop);
  const problems = Object.entries(states).filter(([, { problem }]) => problem !== null);
  const unable = problems.map(([name]) => name);
  const able = Object.keys(executors).filter((name) => !unable.includes(name));
  step.done(`runs by ${able.join(' and ')}`);
  for (const [name, { problem }] of problems) say.row('worker', `no ${name}: ${problem}`);
}

/** `runlens worker`: no pages and no API, any number of them on one database. */
export async function startWorkerAlone(options: { root: string; folder: string }): Promise<void> {
  await untilStopped(async (say, ending) => {
    const settings = readSettings(options, say);
    process.env.RUNLENS_DATA_DIR = settings.dataDir;
    if (!settings.databaseUrl) {
      throw new StartProblem(
        'a worker of its own needs DATABASE_URL, the database of the `runlens web` that it works for. `npm start` has a worker in its own process.',
      );
    }
    if (settings.runner === 'off') {
      throw new StartProblem(
        'RUNLENS_RUNNER is off, so there is nothing to do. RUNLENS_RUNNER=sandbox lets this worker run code of executions, fenced in; RUNLENS_RUNNER=webhook only lets it hand them over to the systems that own them.',
      );
    }
    process.env.DATABASE_URL = await startDatabase(settings, say, ending);
    ending.add(disconnect);
    await migrate({
      databaseUrl: settings.databaseUrl,
      folder: join(options.root, 'prisma/migrations'),
    });
    await startRunner(settings, say, ending);
    say.line();
    say.line(say.dim('  Takes runs from the queue; Ctrl-C gives back what it runs and stops.'));
    say.line();
  });
}

import { disconnect } from '@/lib/db/client';
import { startWorker } from '@/lib/runner/start-worker';
import { type ChildHooks, childExecutor } from './child-executor';

/** What a process that is a worker is told, as JSON in WORKER_SETTINGS. */
export interface WorkerProcessSettings {
  oracle: string;
  leaseMs: number;
  heartbeatMs: number;
  watchdogMs: number;
  pollMs: number;
  /** Where it says so and goes no further. */
  haltAt: keyof ChildHooks | null;
}

const { oracle, haltAt, ...options }: WorkerProcessSettings = JSON.parse(
  process.env.WORKER_SETTINGS ?? '',
);

const say = (line: string) => process.stdout.write(`${line}\n`);
const halt = async () => {
  say(`at ${haltAt}`);
  await new Promise(() => undefined);
};

const executors = { sandbox: childExecutor(oracle, haltAt ? { [haltAt]: halt } : {}) };
const worker = await startWorker({ executors, ...options });
process.on('SIGTERM', () => {
  void worker.stop().then(async () => {
    await disconnect();
    say('stopped');
    process.exit(0);
  });
});
say(`worker ${worker.id}`);

import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { claimRun } from '@/lib/db/runs/claim-run';
import { listenRuns } from '@/lib/db/runs/listen-runs';
import { promoteQueued } from '@/lib/db/runs/promote-queued';
import { renewLeases } from '@/lib/db/runs/renew-leases';
import type { RunLease } from '@/lib/db/runs/run-lease';
import { sweepHandedOver } from '@/lib/db/runs/sweep-handed-over';
import { sweepLostRuns } from '@/lib/db/runs/sweep-runs';
import {
  deleteOldWorkers,
  type ExecutorStates,
  insertWorker,
  listWorkersAt,
  markWorkersStopped,
} from '@/lib/db/runs/worker-record';
import { EXECUTOR_KINDS, type ExecutorKind } from '@/lib/domain/action-runner';
import { ActiveRun } from './active-run';
import type { Executor } from './executor';
import { isGone, processIdentity } from './process-identity';
import { createRounds } from './rounds';
import { HANDED_OVER_WORDS } from './run-ending';

export interface WorkerOptions {
  /** By name; runs of the others are left to other workers. */
  executors: Partial<Record<ExecutorKind, Executor>>;
  /** What is known of an executor here, by name; told to whoever asks for a run. */
  states?: ExecutorStates;
  /**
   * Called with each run that this worker has let go of, whatever became of it, and with whether it runs
   * others at the time of asking. Must not throw.
   */
  onEnd?: (lease: RunLease, isBusy: () => boolean) => void;
  /** Runs at the same time. */
  concurrency?: number;
  /** Time for which a run is held without a sign of life. */
  leaseMs?: number;
  heartbeatMs?: number;
  watchdogMs?: number;
  /** How often it looks for runs without being woken. */
  pollMs?: number;
  /** How often the log of a long run says that it goes on. */
  heartbeatEntryMs?: number;
}

export interface Worker {
  id: string;
  /** Interrupts what runs, gives it back and says goodbye. Done when nothing of it is left. */
  stop: () => Promise<void>;
}

const DEFAULTS = {
  concurrency: 2,
  leaseMs: 20_000,
  heartbeatMs: 5_000,
  watchdogMs: 5_000,
  pollMs: 1_000,
  heartbeatEntryMs: 5 * 60_000,
};

/** Of the 7.5 s in which the whole process stops. */
const STOP_LIMIT_MS = 4_000;

/** Takes runs from the queue until it is stopped. Any number of workers may, in any number of processes. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const settings = { ...DEFAULTS, ...options };
  const { leaseMs, executors } = settings;
  const kinds = EXECUTOR_KINDS.filter((kind) => executors[kind]);
  const id = `${hostname()}-${process.pid}-${randomBytes(3).toString('hex')}`;
  const place = processIdentity();
  const states = Object.fromEntries(kinds.map((kind) => [kind, { problem: null, python: null }]));
  await insertWorker({ id, ...place }, { ...states, ...options.states });

  const active = new Set<ActiveRun>();
  const ending = new Set<Promise<void>>();
  let renewedAt = performance.now();

  /** Without a word from the database others may take what this worker holds: it lets go before. */
  function letGo(): void {
    if (performance.now() - renewedAt > leaseMs) for (const run of active) run.stop('lost');
  }

  async function take(): Promise<void> {
    letGo();
    await promoteQueued();
    await sweepHandedOver(id, HANDED_OVER_WORDS);
    // A run that was lost may come back to this very worker: not before it has ended here.
    const isLosing = () => Array.from(active).some((run) => run.isLost);
    while (active.size < settings.concurrency && !isLosing() && !taking.isStopping()) {
      const lease = await claimRun({ workerId: id, executors: kinds, leaseMs });
      const executor = lease && executors[lease.executor];
      if (!executor) return;
      const run = new ActiveRun(lease, executor);
      active.add(run);
      const ends = run.run().finally(() => {
        active.delete(run);
        ending.delete(ends);
        taking.wake();
        settings.onEnd?.(lease, () => active.size > 0);
      });
      ending.add(ends);
      // Stopped meanwhile: nobody else would tell it.
      if (taking.isStopping()) run.stop('interrupted');
    }
  }

  /** Renews what is held, and stops what is held no longer. */
  async function beat(): Promise<void> {
    const began = performance.now();
    const held = Array.from(active);
    const wishes = await renewLeases(
      id,
      held.map(({ lease }) => lease),
      leaseMs,
    );
    renewedAt = began;
    for (const run of held) {
      const wish = wishes.find(({ runId }) => runId === run.lease.runId);
      if (wish) run.heed(wish);
      else run.stop('lost');
      run.heartbeat(settings.heartbeatEntryMs);
    }
  }

  async function watch(): Promise<void> {
    const here = await listWorkersAt(place.place);
    const gone = here.filter((worker) => worker.id !== id && isGone(worker));
    if (gone.length > 0) await markWorkersStopped(gone.map((worker) => worker.id));
    letGo();
    const held = Array.from(active, ({ lease }) => lease.runId);
    await sweepLostRuns(id, held);
    await deleteOldWorkers();
  }

  const taking = createRounds('taking runs', settings.pollMs, take);
  const beating = createRounds('renewing leases', settings.heartbeatMs, beat);
  const watching = createRounds('looking for lost runs', settings.watchdogMs, watch);
  const guard = setInterval(letGo, settings.heartbeatMs);
  const listener = listenRuns(() => {
    taking.wake();
    if (active.size > 0) beating.wake();
  });

  return {
    id,
    stop: async () => {
      await Promise.all([taking.stop(), watching.stop()]);
      for (const run of active) run.stop('interrupted');
      await Promise.race([Promise.all(ending), sleep(STOP_LIMIT_MS, undefined, { ref: false })]);
      clearInterval(guard);
      await Promise.all([beating.stop(), listener.stop()]);
      // A database that is gone hears no goodbye; the lease tells the others.
      await markWorkersStopped([id]).catch(() => undefined);
    },
  };
}

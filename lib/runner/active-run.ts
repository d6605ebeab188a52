import { appendRunEntries } from '@/lib/db/runs/append-run-entries';
import { cancelled } from '@/lib/db/runs/cancel-run';
import { finishRun } from '@/lib/db/runs/finish-run';
import { getRunMaterial } from '@/lib/db/runs/get-run-material';
import { handOverRun } from '@/lib/db/runs/hand-over-run';
import { markPaused } from '@/lib/db/runs/pause-run';
import { releaseRun } from '@/lib/db/runs/release-run';
import type { RunWish } from '@/lib/db/runs/renew-leases';
import type { RunLease } from '@/lib/db/runs/run-lease';
import { saveCheckpoint } from '@/lib/db/runs/save-checkpoint';
import { lifecycleEntry } from '@/lib/domain/lifecycle-event';
import type { NewEntry } from '@/lib/domain/new-entry';
import { formatDuration } from '@/lib/format/format-duration';
import { AllowedTime } from './allowed-time';
import { EntryBuffer } from './entry-buffer';
import type { Executor, RunControl, RunOutcome, StopReason } from './executor';
import { persist } from './persist';
import { overTime, runEnding } from './run-ending';

/** An executor ends what takes too long by itself; the worker is the one who makes sure. */
const OVER_TIME_GRACE_MS = 500;
/** What an executor may take to stop. One that does not keeps its lease until this process is gone. */
const STOP_LIMIT_MS = 3_000;

/** One run in the hands of this worker, from its claim to its end. */
export class ActiveRun {
  private readonly controller = new AbortController();
  private readonly buffer: EntryBuffer;
  private readonly time: AllowedTime;
  private readonly listeners: ((paused: boolean) => void)[] = [];
  private readonly claimedAt = performance.now();
  private saidAt = this.claimedAt;
  private cancelledBy = 'somebody';
  private paused = false;
  /** Writes of pauses and checkpoints, one behind the other. */
  private writing: Promise<unknown> = Promise.resolve();
  private hasCheckpoint: boolean;
  private hasEnded = false;

  constructor(
    readonly lease: RunLease,
    private readonly executor: Executor,
  ) {
    this.hasCheckpoint = lease.checkpoint !== null;
    this.time = new AllowedTime(lease.allowedMs + OVER_TIME_GRACE_MS, () => this.stop('over_time'));
    this.buffer = new EntryBuffer(
      async (entries) => (await appendRunEntries(lease, entries)) === 'stored',
    );
  }

  /** It is not this worker's any more, and ends. */
  get isLost(): boolean {
    return this.controller.signal.reason === 'lost';
  }

  /** Asks the executor to stop; what it was first told counts. One that has ended is asked nothing. */
  stop(reason: StopReason): void {
    if (!this.hasEnded && !this.controller.signal.aborted) this.controller.abort(reason);
  }

  /** What the last heartbeat has brought. */
  heed({ cancelledBy, paused }: RunWish): void {
    if (cancelledBy !== null) {
      this.cancelledBy = cancelledBy;
      this.stop('cancelled');
    }
    if (paused !== this.paused) this.pause(paused);
  }

  /** Says now and then that the run goes on. */
  heartbeat(everyMs: number): void {
    const now = performance.now();
    if (now - this.saidAt < everyMs) return;
    this.saidAt = now;
    const ran = now - this.claimedAt;
    const state = this.paused ? 'Still paused' : 'Still running';
    const data = { running_ms: Math.round(ran) };
    this.buffer.add(lifecycleEntry('heartbeat', `${state} after ${formatDuration(ran)}`, data));
  }

  /** Runs it and stores its end. Settles when the run is not this worker's any more; never throws. */
  async run(): Promise<void> {
    const outcome = await this.execute();
    this.hasEnded = true;
    this.time.end();
    await this.writing;
    const entries = await this.buffer.close();
    if (outcome) await this.store(outcome, entries);
  }

  /** Null when the executor cannot be stopped: then nobody else may have the run yet. */
  private async execute(): Promise<RunOutcome | null> {
    const { signal } = this.controller;
    const running = this.start();
    const stuck = new Promise<null>((resolve) => {
      signal.addEventListener('abort', () => {
        setTimeout(() => resolve(null), STOP_LIMIT_MS).unref();
      });
    });
    const outcome = await Promise.race([running, stuck]);
    if (!outcome) console.error(`the executor of run ${this.lease.runId} does not stop`);
    return outcome;
  }

  private async start(): Promise<RunOutcome> {
    const { lease } = this;
    const { signal } = this.controller;
    try {
      const material = await persist(() => getRunMaterial(lease), signal);
      if (signal.aborted) return { kind: 'stopped' };
      const { projectId, executionId, attempt, actionKey, allowedMs, checkpoint } = lease;
      const idempotencyKey = `${executionId}:${attempt}`;
      const job = { projectId, executionId, attempt, actionKey, allowedMs, checkpoint };
      this.time.start();
      return await this.executor.run({ ...job, idempotencyKey, ...material }, this.control());
    } catch (error) {
      if (signal.aborted) return { kind: 'stopped' };
      console.error(`run ${lease.runId} failed in its executor:`, error);
      const reason = error instanceof Error ? error.message : String(error);
      return { kind: 'refused', reason: `The executor failed: ${reason}` };
    }
  }

  private control(): RunControl {
    return {
      signal: this.controller.signal,
      log: (entry) => this.buffer.add(entry),
      save: (checkpoint) => {
        this.hasCheckpoint = true;
        this.write(() => saveCheckpoint(this.lease, checkpoint));
      },
      paused: {
        onChange: (listener) => {
          this.listeners.push(listener);
          if (this.paused) listener(true);
        },
      },
    };
  }

  private pause(paused: boolean): void {
    this.paused = paused;
    if (paused) this.time.halt();
    else this.time.start();
    for (const listener of this.listeners) listener(paused);
    this.write(() => markPaused(this.lease, paused));
  }

  private write(work: () => Promise<unknown>): void {
    this.writing = this.writing
      .then(() => persist(work, this.controller.signal))
      .catch((error: unknown) => {
        console.error(`a note of run ${this.lease.runId} was not kept:`, error);
      });
  }

  private async store(outcome: RunOutcome, entries: readonly NewEntry[]): Promise<void> {
    const { lease } = this;
    const reason: unknown = this.controller.signal.reason;
    // Somebody else has it, or will. What has ended is stored if nobody has: the lease decides.
    if (reason === 'lost' && outcome.kind === 'stopped') return;
    const work = () => {
      if (outcome.kind === 'accepted') return handOverRun(lease, entries);
      if (outcome.kind === 'later') return releaseRun(lease, entries, outcome.afterMs);
      if (outcome.kind !== 'stopped') return finishRun(lease, runEnding(outcome, entries));
      if (reason === 'interrupted') return releaseRun(lease, [...entries, this.interruption()]);
      if (reason === 'cancelled') {
        const end = cancelled(this.cancelledBy);
        return finishRun(lease, { ...end, entries: (ms) => [...entries, ...end.entries(ms)] });
      }
      const why = reason === 'over_time' ? overTime(lease.allowedMs) : 'Stopped by itself';
      const kind = reason === 'over_time' ? 'rejected' : 'refused';
      return finishRun(lease, runEnding({ kind, reason: why, outputText: null }, entries));
    };
    try {
      await persist(work);
    } catch (error) {
      console.error(`the end of run ${lease.runId} was not stored:`, error);
    }
  }

  private interruption(): NewEntry {
    const from = this.hasCheckpoint ? 'from its checkpoint' : 'from its start';
    const message = `Worker ${this.lease.workerId} was told to stop; another one goes on ${from}`;
    return lifecycleEntry('run_interrupted', message, { checkpoint: this.hasCheckpoint });
  }
}

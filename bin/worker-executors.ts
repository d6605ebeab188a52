import { fileURLToPath } from 'node:url';
import { buildProgram } from '@/lib/bundle/build-program';
import type { ExecutorStates } from '@/lib/db/runs/worker-record';
import { type Env, env } from '@/lib/env';
import { createSandboxExecutor } from '@/lib/runner/sandbox/sandbox-executor';
import { createSandboxHost, type SandboxHost } from '@/lib/runner/sandbox/sandbox-host';
import { sandboxState } from '@/lib/runner/sandbox/sandbox-state';
import type { WorkerOptions } from '@/lib/runner/start-worker';
import { addressPolicy } from '@/lib/runner/webhook/address-policy-of-server';
import { findWebhookTarget } from '@/lib/runner/webhook/find-webhook-target';
import { createWebhookExecutor } from '@/lib/runner/webhook/webhook-executor';
import { verifyRuns } from './verify-runs';

/**
 * What a worker of this process runs things with, and what it cannot run here and why. A sandbox that
 * cannot be made still takes its runs, and refuses each with the reason: else they would wait for ever.
 */
export async function workerExecutors(runner: Exclude<Env['runner'], 'off'>): Promise<{
  executors: WorkerOptions['executors'];
  states: ExecutorStates;
  /** Null where there is no sandbox. */
  verifier: ReturnType<typeof verifyRuns> | null;
  /** Starts the sandboxes; null where no code is run. */
  host: SandboxHost | null;
}> {
  const webhook = createWebhookExecutor({
    findTarget: findWebhookTarget,
    callbackUrl: () => `${env().publicUrl}/api/v1/executions`,
    policy: addressPolicy(),
  });
  if (runner === 'webhook')
    return { executors: { webhook }, states: {}, verifier: null, host: null };
  const sandbox = await sandboxState(buildProgram);
  const host = createSandboxHost(fileURLToPath(new URL('./sandbox-host.mjs', import.meta.url)));
  return {
    executors: { sandbox: createSandboxExecutor(sandbox, buildProgram, host.run), webhook },
    states: {
      sandbox: sandbox.ok
        ? { problem: null, python: sandbox.sandbox.python.version }
        : { problem: sandbox.reason, python: null },
    },
    verifier: sandbox.ok ? verifyRuns(sandbox.sandbox, host.run) : null,
    host,
  };
}

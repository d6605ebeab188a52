import { findRunnerRow } from '@/lib/db/runs/find-runner-row';
import { listExecutorStates } from '@/lib/db/runs/worker-record';
import { ANY_ACTION, type ExecutorKind } from '@/lib/domain/action-runner';
import type { ProjectId } from '@/lib/domain/project';
import type { ExecutorChoice } from '@/lib/domain/retry-eligibility';
import { env } from '@/lib/env';

const SWITCHED_OFF =
  'Retries of its action are switched off: its page says so under Retry, or the settings of the project.';

const NO_WORKER: Record<ExecutorKind, string> = {
  sandbox:
    'Nothing can run it: runs are switched off on this server. Start it with RUNLENS_RUNNER=sandbox, or start a worker.',
  webhook:
    'Nothing can hand it over: no worker is there. Start the server with RUNLENS_RUNNER=webhook, or start a worker.',
};

/** What runs an action, as somebody has set it up, and whether it can at present. */
export async function chooseExecutor(
  projectId: ProjectId,
  actionKey: string | null,
): Promise<ExecutorChoice> {
  const [runner, states] = await Promise.all([
    findRunnerRow(projectId, [actionKey ?? ANY_ACTION, ANY_ACTION]),
    listExecutorStates(),
  ]);
  if (runner?.executor === 'off') return { kind: 'sandbox', python: null, problem: SWITCHED_OFF };
  const kind = runner?.executor ?? 'sandbox';
  const chosen = { kind, python: null };
  if (runner?.executor === 'webhook' && runner.webhookUrl === null) {
    return {
      ...chosen,
      problem: 'The webhook of its action has no address yet. Set it under Settings.',
    };
  }
  const said = states.map((state) => state[kind]).filter((state) => state !== undefined);
  const state = said.find(({ problem }) => problem === null) ?? said[0];
  if (state) return { kind, ...state };
  // A worker of this server is about to start, or starts again: the queue keeps the run for it.
  const { runner: started } = env();
  const isComing = states.length === 0 && (started === 'sandbox' || started === kind);
  return { ...chosen, problem: isComing ? null : NO_WORKER[kind] };
}

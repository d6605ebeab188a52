import { pool } from '@/lib/db/client';
import { claimRun } from '@/lib/db/runs/claim-run';
import type { RunEnding } from '@/lib/db/runs/end-run';
import { enqueueRun } from '@/lib/db/runs/enqueue-run';
import type { RunLease } from '@/lib/db/runs/run-lease';
import type { ProjectId } from '@/lib/domain/project';
import { statusOfCode } from '@/lib/domain/status';
import { LEAST, withIngest } from './with-ingest';

/** A failed execution of one action, as a producer sends it. */
export const FAILED = {
  ...LEAST,
  actions: [{ key: 'check_part', name: 'Check part' }],
  raised_action: 'check_part',
  validation_message: 'Part 34 has no revision',
  code: 'raise ValidationError("no revision")',
  context: { part: { id: 34 } },
  output: { stdout: '1', exit_code: 1 },
};

export const SUCCESS: RunEnding = {
  status: 'success',
  outputText: '{"stdout":"2"}',
  raisedAction: null,
  validationMessage: null,
  entries: () => [],
};

/** A test database of one file with executions whose next attempt waits in the queue. */
export function withRuns() {
  const ingest = withIngest();
  let executions = 0;
  const enqueue = async (project: ProjectId, more: object = {}): Promise<string> => {
    executions += 1;
    const report = await ingest.send(project, { ...FAILED, id: `run-${executions}`, ...more });
    const id = report.ids[0] ?? '';
    await enqueueRun(project, id, { fromAttempt: 1, requestedBy: 'Ana', idempotencyKey: null });
    return id;
  };
  const claim = (workerId = 'w1', leaseMs = 20_000): Promise<RunLease | null> =>
    claimRun({ workerId, executors: ['sandbox', 'webhook'], leaseMs });
  return {
    ...ingest,
    /** Sends a failed execution and retries it. */
    enqueue,
    /** How the runs of an action of the project go; of every action for ''. */
    setRunner: async (project: ProjectId, settings: Record<string, unknown>, key = '') => {
      const columns = { project_id: project, action_key: key, executor: 'sandbox', ...settings };
      const names = Object.keys(columns);
      await pool().query(
        `INSERT INTO runlens.action_runners (${names.join(', ')})
         VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
        Object.values(columns),
      );
    },
    /** A claim by a worker; null when there is nothing to take. */
    claim,
    /** A claimed run of a project of its own. */
    claimed: async (more: object = {}, workerId = 'w1') => {
      const project = ingest.newProject();
      const id = await enqueue(project, more);
      return { project, id, lease: held(await claim(workerId)) };
    },
    /** Ends the lease of every run. */
    expire: () =>
      pool().query(`UPDATE runlens.runs SET leased_until = clock_timestamp() - interval '1 ms'`),
    /** Status, attempt and message of an execution. */
    stateOf: async (project: ProjectId, id: string) => {
      const { rows } = await pool().query(
        `SELECT e.*, p.output_text, p.validation_message AS message FROM runlens.executions e
         LEFT JOIN runlens.execution_payloads p
           ON p.project_id = e.project_id AND p.execution_id = e.id
         WHERE e.project_id = $1 AND e.id = $2`,
        [project, id],
      );
      const [row] = rows;
      return row && { ...row, status: statusOfCode(row.status) };
    },
    /** `event level worker attempt` of the log, in its order. */
    logOf: async (project: ProjectId, id: string): Promise<string[]> => {
      const { rows } = await pool().query(
        `SELECT event, level, worker_id, attempt FROM runlens.execution_entries
         WHERE project_id = $1 AND execution_id = $2 ORDER BY seq`,
        [project, id],
      );
      return rows.map((row) => `${row.event} ${row.level} ${row.worker_id} ${row.attempt}`);
    },
    /** The open run of an execution. */
    runOf: async (project: ProjectId, id: string) => {
      const { rows } = await pool().query(
        'SELECT * FROM runlens.runs WHERE project_id = $1 AND execution_id = $2',
        [project, id],
      );
      return rows[0] ?? null;
    },
    /** Takes every run out of the queue, so that the next test finds none. */
    emptyQueue: () => pool().query('DELETE FROM runlens.runs'),
    query: (sql: string, values: unknown[] = []) => pool().query(sql, values),
  };
}

/** The lease, or a failed test. */
export function held(lease: RunLease | null): RunLease {
  if (!lease) throw new Error('there was nothing to claim');
  return lease;
}

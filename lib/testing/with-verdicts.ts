import { bundleSha256 } from '@/lib/bundle/bundle-sha256';
import { bundleHead } from '@/lib/bundle/make-bundle';
import { reportVerdict } from '@/lib/bundle/report-verdict';
import type { VerdictReport } from '@/lib/contract/verdict-report';
import { pool } from '@/lib/db/client';
import { getStoredRun } from '@/lib/db/executions/get-stored-run';
import { DIMENSION, REPRODUCIBILITY_SQL } from '@/lib/db/rollups/dimensions';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { verdictOfCode } from '@/lib/domain/verdict';
import { LEAST, withIngest } from './with-ingest';

export const RECORDED_OUTPUT = {
  ...{ stdout: '34\n', stderr: '', exit_code: 0 },
  ...{ python: '3.11.2', layout: 'plain' },
};
export const RECORDED_RUN = {
  ...LEAST,
  ...{ id: 'x', code: 'print(context)\n', context: { id: 34 }, output: RECORDED_OUTPUT },
};
export const REPORTER = { source: 'verify', name: 'nightly' } as const;

/** A test database of one file with recorded executions, reports about them, and what is counted of both. */
export function withVerdicts() {
  const ingest = withIngest();

  /** Of the file as it would be downloaded now. */
  async function hashOf(projectId: ProjectId, id: ExecutionId): Promise<string> {
    const project = { id: projectId, key: 'p', name: 'P' };
    const run = await getStoredRun(projectId, id);
    return bundleSha256(bundleHead(project, run, 'http://127.0.0.1').text);
  }

  async function reportOf(
    project: ProjectId,
    id: ExecutionId,
    more: Partial<VerdictReport> = {},
  ): Promise<VerdictReport> {
    return {
      outcome: 'same',
      python: '3.11.7',
      implementation: 'cpython',
      bundle_sha256: await hashOf(project, id),
      masked: false,
      differences: [],
      ...more,
    };
  }

  async function report(project: ProjectId, id: ExecutionId, more: Partial<VerdictReport> = {}) {
    return reportVerdict(project, id, await reportOf(project, id, more), REPORTER);
  }

  /** A project with one execution, recorded unless said otherwise. */
  async function oneRun(more: object = {}) {
    const project = ingest.newProject();
    const { ids } = await ingest.send(project, { ...RECORDED_RUN, ...more });
    return { project, id: ids[0] ?? '' };
  }

  const verdictOfRow = async (project: ProjectId) =>
    verdictOfCode((await ingest.onlyRow(project)).reproducibility);

  return { ...ingest, hashOf, reportOf, report, oneRun, verdictOfRow, scanned, counted, feedOf };
}

/** `status verdict count` of the rows. */
const scanned = (project: ProjectId) =>
  lines(
    `SELECT concat_ws(' ', status, ${REPRODUCIBILITY_SQL}, count(*)) AS line FROM runlens.executions
     WHERE project_id = $1 GROUP BY status, reproducibility`,
    project,
  );

/** The same of the counters, folded or not. */
const counted = (project: ProjectId) =>
  lines(
    `SELECT concat_ws(' ', status, value, sum(n)) AS line FROM (
       SELECT status, value, n FROM runlens.rollup_days
       WHERE project_id = $1 AND dim = ${DIMENSION.reproducibility} AND status >= 0
       UNION ALL SELECT status, value, n FROM runlens.rollup_deltas
       WHERE project_id = $1 AND dim = ${DIMENSION.reproducibility}
     ) x GROUP BY status, value HAVING sum(n) <> 0`,
    project,
  );

const feedOf = (project: ProjectId) =>
  lines(
    `SELECT execution_id || CASE WHEN is_new THEN ' new' ELSE ' changed' END AS line
     FROM runlens.feed WHERE project_id = $1`,
    project,
  );

async function lines(sql: string, project: ProjectId): Promise<string[]> {
  const { rows } = await pool().query(sql, [project]);
  return rows.map(({ line }) => line).sort();
}

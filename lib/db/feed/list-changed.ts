import type { ExecutionSummary } from '@/lib/domain/execution';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { MatchableRow } from '@/lib/domain/matchable';
import type { ProjectId } from '@/lib/domain/project';
import { verdictOfCode } from '@/lib/domain/verdict';
import { prisma } from '../client';
import { SUMMARY_COLUMNS, type SummaryRow, toSummary } from '../executions/row';

/** An execution as lists show it, and what else of it a query may ask. */
export interface ChangedExecution {
  summary: ExecutionSummary;
  matchable: MatchableRow;
}

interface Row extends SummaryRow {
  asked_language: string | null;
  asked_code: string | null;
  asked_warnings: number;
  asked_errors: number;
  asked_group: string | null;
  asked_verdict: number;
  asked_search: string;
}

/** Ids asked for in one statement. */
const SLICE = 500;

/** Some executions as they stand now; what is gone meanwhile is left out. */
export async function listChanged(
  projectId: ProjectId,
  ids: readonly ExecutionId[],
): Promise<Map<ExecutionId, ChangedExecution>> {
  const found = new Map<ExecutionId, ChangedExecution>();
  for (let at = 0; at < ids.length; at += SLICE) {
    const rows = await prisma().$queryRaw<Row[]>`
      SELECT ${SUMMARY_COLUMNS}, language AS asked_language, encode(code_sha256, 'hex') AS asked_code,
        warning_count AS asked_warnings, error_count AS asked_errors, error_group AS asked_group,
        reproducibility AS asked_verdict, search AS asked_search
      FROM runlens.executions
      WHERE project_id = ${projectId} AND id = ANY(${ids.slice(at, at + SLICE)}::uuid[])`;
    for (const row of rows) found.set(row.id, toChanged(row));
  }
  return found;
}

function toChanged(row: Row): ChangedExecution {
  const summary = toSummary(row);
  const matchable = {
    ...summary,
    language: row.asked_language,
    codeSha256: row.asked_code,
    warningCount: row.asked_warnings,
    errorCount: row.asked_errors,
    errorGroup: row.asked_group,
    reproducibility: verdictOfCode(row.asked_verdict),
    search: row.asked_search,
  };
  return { summary, matchable };
}

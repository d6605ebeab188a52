import type { AppendReport } from '@/lib/contract/append-report';
import type { IngestReport } from '@/lib/contract/ingest-report';
import { AppError } from '@/lib/domain/app-error';
import { problem } from './problem';

/**
 * 200 with the verdicts; 422 when there were items and none could be stored; the problem that ended
 * the reading (413, 400) otherwise. Each carries the whole report: what was stored is never in doubt.
 */
export function ingestAnswer(report: IngestReport | AppendReport): Response {
  const { stopped, ...verdicts } = report;
  if (stopped) return problem(new AppError(stopped.code, stopped.message), verdicts);
  const none = report.read > 0 && report.rejected.length === report.read;
  return Response.json(verdicts, { status: none ? 422 : 200 });
}

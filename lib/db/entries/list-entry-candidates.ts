import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { cancellableQuery } from '../cancellable-query';
import { idSpan } from '../executions/id-span';
import { allParts } from '../executions/sql-parts';
import { Prisma } from '../generated/client';

export interface EntryCandidate {
  executionId: ExecutionId;
  seq: number;
  /** JSON texts. */
  dataText: string | null;
  extraText: string | null;
}

/** Rows and bytes of one read. */
const PAGE = 1_000;
const PAGE_BYTES = 4_000_000;

/**
 * The entries of some executions whose members may hold all of some texts, newest execution first, each
 * in the order of seq, a page behind `after`; empty when none are left. The texts are looked for as they
 * are, and whoever asks looks at the members: an escape may hide a text, so what has one is always given.
 */
export async function listEntryCandidates(
  projectId: ProjectId,
  ids: readonly ExecutionId[],
  asked: { texts: readonly string[]; after: EntryCandidate | null; signal: AbortSignal },
): Promise<EntryCandidate[]> {
  const { texts, after, signal } = asked;
  if (ids.length === 0) return [];
  const [least, greatest] = idSpan(ids);
  const past = after
    ? Prisma.sql`AND (execution_id < ${after.executionId}::uuid
        OR (execution_id = ${after.executionId}::uuid AND seq > ${after.seq}::int))`
    : Prisma.empty;
  // NUL is in no text of the database, and cannot be asked for.
  const plain = texts.filter((text) => !text.includes('\0') && text.isWellFormed());
  const holds = allParts(plain.map((text) => Prisma.sql`strpos(texts, ${text}) > 0`));
  return cancellableQuery<EntryCandidate>(
    Prisma.sql`
      SELECT "executionId", seq, "dataText", "extraText" FROM (
        SELECT found.*, row_number() OVER (ORDER BY "executionId" DESC, seq) AS n,
          sum(octet_length(texts)) OVER (ORDER BY "executionId" DESC, seq) AS bytes
        FROM (
          SELECT execution_id AS "executionId", seq, data_text AS "dataText", extra_text AS "extraText",
            texts
          FROM runlens.execution_entries
          CROSS JOIN LATERAL (SELECT concat(data_text, extra_text) AS texts) AS joined
          WHERE project_id = ${projectId}::int AND execution_id = ANY(${[...ids]}::uuid[])
            AND execution_id >= ${least}::uuid AND execution_id <= ${greatest}::uuid ${past}
            AND texts <> '' AND ((${holds}) OR strpos(texts, ${'\\'}) > 0)
          ORDER BY execution_id DESC, seq LIMIT ${PAGE}::int
        ) AS found
      ) AS page WHERE bytes <= ${PAGE_BYTES}::int OR n = 1 ORDER BY n`,
    { signal },
  );
}

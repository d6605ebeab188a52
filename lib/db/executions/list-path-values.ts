import type { ColumnKey } from '@/lib/domain/column-layout';
import { cutText } from '@/lib/domain/cut-text';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { PathValue, PathValues } from '@/lib/domain/path-value';
import type { ProjectId } from '@/lib/domain/project';
import { type PathRoot, parsePathField } from '@/lib/domain/query-fields';
import { prisma } from '../client';
import { Prisma } from '../generated/client';
import { idSpan } from './id-span';
import { jsonpath } from './where-deep';

interface ValueRow {
  id: ExecutionId;
  place: number;
  kind: PathValue['kind'];
  text: string;
}

/**
 * The values at some paths of some executions, in one statement over their payloads. A path that
 * nothing can have is of no value anywhere.
 *
 * @param maxLength characters of a value; what is longer is cut and says so
 */
export async function listPathValues(
  projectId: ProjectId,
  ids: readonly ExecutionId[],
  paths: readonly ColumnKey[],
  maxLength: number,
): Promise<PathValues> {
  const asked = paths.flatMap((key, place) => {
    const field = parsePathField(key);
    const jsonPath = field && jsonpath(field.path);
    return field && jsonPath ? [{ place, root: field.root, jsonPath }] : [];
  });
  const rows =
    ids.length === 0 || asked.length === 0 ? [] : await readRows(projectId, ids, asked, maxLength);
  const found = new Map(rows.map((row) => [`${row.id} ${row.place}`, row]));
  return Object.fromEntries(
    paths.map((key, place) => [
      key,
      Object.fromEntries(ids.map((id) => [id, toValue(found.get(`${id} ${place}`), maxLength)])),
    ]),
  );
}

function toValue(row: ValueRow | undefined, maxLength: number): PathValue | null {
  if (!row) return null;
  const { kind, text } = row;
  return { kind, text: cutText(text, maxLength), isCut: text.length > maxLength };
}

function readRows(
  projectId: ProjectId,
  ids: readonly ExecutionId[],
  asked: readonly { place: number; root: PathRoot; jsonPath: string }[],
  maxLength: number,
): Promise<ValueRow[]> {
  const [least, greatest] = idSpan(ids);
  const values = Prisma.join(
    asked.map(({ place, root, jsonPath }) => {
      const column = Prisma.raw(root === 'ctx' ? 'p.context' : 'p.attributes');
      const text = Prisma.raw(root === 'ctx' ? 'p.context_text' : 'p.attributes_text');
      const isUnread = Prisma.sql`${column} IS NULL AND ${text} IS NOT NULL`;
      return Prisma.sql`(${place}::int, ${isUnread},
        jsonb_path_query_first(${column}, ${jsonPath}::jsonpath))`;
    }),
  );
  return prisma().$queryRaw<ValueRow[]>`
    SELECT p.execution_id AS id, v.place,
      CASE WHEN v.unread THEN 'unread' ELSE jsonb_typeof(v.value) END AS kind,
      coalesce(left(v.value #>> '{}', ${maxLength + 1}), CASE WHEN v.unread THEN '' ELSE 'null' END) AS text
    FROM runlens.execution_payloads p
    CROSS JOIN LATERAL (VALUES ${values}) AS v (place, unread, value)
    WHERE p.project_id = ${projectId} AND p.execution_id = ANY(${[...ids]}::uuid[])
      AND p.execution_id >= ${least}::uuid AND p.execution_id <= ${greatest}::uuid
      AND (v.unread OR v.value IS NOT NULL)`;
}

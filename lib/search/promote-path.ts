import { insertPromotedPath } from '@/lib/db/facets/insert-promoted-path';
import { AppError } from '@/lib/domain/app-error';
import { MAX_NAME_LENGTH } from '@/lib/domain/limits';
import type { ProjectId } from '@/lib/domain/project';
import { parsePathField, printPathField } from '@/lib/domain/query-fields';

/** Each is read from the payloads whenever facets are counted. */
const MAX_PATHS = 12;

/** Shows a path as a facet to everybody in the project. Answers with its canonical spelling. */
export async function promotePath(projectId: ProjectId, text: string): Promise<string> {
  const path = parsePathField(text.trim());
  if (!path || text.length > MAX_NAME_LENGTH || text.includes('\0')) {
    throw new AppError(
      'invalid_input',
      'That is no path: write ctx.part.id, ctx.lines[].sku or attr.status_code',
    );
  }
  const spelled = printPathField(path);
  if (!(await insertPromotedPath(projectId, spelled, MAX_PATHS))) {
    throw new AppError('conflict', `A project has at most ${MAX_PATHS} paths: remove one first`);
  }
  return spelled;
}

import { listActions } from '@/lib/db/actions/list-actions';
import { listFieldValues } from '@/lib/db/fields/list-field-values';
import type { ProjectId } from '@/lib/domain/project';
import { type FacetField, meaningOf } from '@/lib/domain/query-fields';

const LIMIT = 200;

/** Values that a filter can take in this project; `containing` narrows. */
export async function listFilterValues(
  projectId: ProjectId,
  field: FacetField,
  containing: string,
): Promise<readonly string[]> {
  const closed = meaningOf(field)?.values;
  if (closed) return closed.filter((value) => value.includes(containing.toLowerCase()));
  if (field === 'action') {
    return (await listActions(projectId, containing, LIMIT)).map((action) => action.key);
  }
  return listFieldValues(projectId, field === 'triggered_by' ? 'triggeredBy' : field, containing);
}

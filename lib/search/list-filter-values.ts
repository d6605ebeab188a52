import { listActions } from '@/lib/db/actions/list-actions';
import { listFieldValues } from '@/lib/db/fields/list-field-values';
import type { ValueField } from '@/lib/domain/execution-columns';
import type { ProjectId } from '@/lib/domain/project';
import { STATUSES } from '@/lib/domain/status';

const LIMIT = 200;

/** Values that a filter can take in this project; `containing` narrows. */
export async function listFilterValues(
  projectId: ProjectId,
  field: ValueField,
  containing: string,
): Promise<readonly string[]> {
  if (field === 'status') return STATUSES;
  if (field !== 'action') return listFieldValues(projectId, field, containing);
  return (await listActions(projectId, containing, LIMIT)).map((action) => action.key);
}

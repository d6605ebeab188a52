import { type StateChange, setErrorGroupState } from '@/lib/db/error-groups/set-error-group-state';
import type { SettableState } from '@/lib/domain/error-group';
import type { ProjectId } from '@/lib/domain/project';

/** Sets the state of groups in somebody's name; one whose failure comes in at this moment is `reopened`. */
export async function changeErrorState(
  projectId: ProjectId,
  { fingerprints, state }: { fingerprints: readonly string[]; state: SettableState },
  by: string,
): Promise<StateChange[]> {
  return setErrorGroupState(projectId, fingerprints, state, by);
}

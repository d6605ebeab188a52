import type { ExecutionAttempt } from '@/lib/domain/execution-attempt';
import { paths } from '@/lib/paths';

/** JSON text of what an attempt recorded, or of its steps. Throws with what the server answered. */
export async function fetchAttemptText(
  project: string,
  { executionId, attempt }: ExecutionAttempt,
  part: 'output' | 'steps',
  signal: AbortSignal,
): Promise<string> {
  const answer = await fetch(paths.attemptText(project, executionId, attempt, part), { signal });
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  return answer.text();
}

import type { ExecutionSummary } from './execution';

/** The action whose code an execution ran: the one that raised, or the first; null without any. */
export function mainAction({
  raisedAction,
  actionKeys,
}: Pick<ExecutionSummary, 'raisedAction' | 'actionKeys'>): string | null {
  return actionKeys.find((key) => key === raisedAction) ?? actionKeys[0] ?? null;
}

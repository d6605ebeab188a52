import { addTerm } from './edit-query';
import type { ExecutionParams } from './execution-params';

/** The same screen under an action: its key is part of every question and no filter of its own. */
export function underAction(params: ExecutionParams, key: string): ExecutionParams {
  return { ...params, q: addTerm(params.q, { kind: 'is', field: 'action', values: [key] }) };
}

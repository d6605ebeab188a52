import type { ExactJson } from './exact-json';
import type { ImportVerdict } from './imported-run';
import { listOf, membersOf } from './loose-json';
import { MemberTaker } from './member-taker';

/** What a server says of an execution by itself: another one finds out anew. */
const FOUND_OUT = [
  ...['id', 'status_label', 'warning_count', 'error_count', 'step_count', 'reproducibility'],
  ...['error_group', 'flags', 'received_at', 'code_sha256', 'context_bytes', 'alterations'],
];

/** Whether it is a row as Runlens lists and exports them, and not an execution as producers send it. */
export function isRunlensRow(document: unknown): boolean {
  return 'status_label' in membersOf(document);
}

/**
 * An execution as a producer would send it, from a row of `GET /api/v1/export`, a list or `GET
 * /api/v1/executions/:id`. They have no code, context, steps or entries, and neither has what they become.
 */
export function readRunlensRow(document: unknown, json: ExactJson): ImportVerdict {
  const taker = new MemberTaker(document, json);
  const ownId = json.textOf(taker.peek('id'));
  const id = taker.text('external_id') ?? ownId;
  const keys = listOf(taker.take('action_keys'));
  const actions = taker.take('actions') ?? keys.map((key) => ({ key }));
  const found = FOUND_OUT.map((name) => [name, taker.take(name)] as const);
  const attributes = membersOf(taker.take('attributes'));
  const exported = Object.fromEntries(found.filter(([, value]) => value !== undefined));
  return {
    ok: true,
    kept: Object.keys(exported),
    execution: { ...taker.rest(), id, actions, attributes: { ...attributes, exported } },
  };
}

import type { Status } from '@/lib/domain/status';
import type { ExactJson } from '../exact-json';
import type { ImportReader, ImportVerdict } from '../imported-run';
import { listOf, membersOf, textOf } from '../loose-json';
import { MemberTaker } from '../member-taker';
import { n8nStatus } from './n8n-status';
import { nodeSteps } from './node-steps';
import { unflatten } from './unflatten';

/** Longer code is refused by ingest; such a workflow is kept as an attribute. */
const MAX_CODE_LENGTH = 1_000_000;

/**
 * Executions of n8n. The shape is that of its public API (`GET /api/v1/executions?includeData=true`: the
 * schema `execution`, and `IRunExecutionData` of n8n-workflow for `data`), of the rows of its tables
 * `execution_entity` and `execution_data`, where `data` is a text of flatted, and of the editor's own API.
 * A workflow is an action, the runs of its nodes are steps, what its first node gave is the context.
 */
export function n8nReader(json: ExactJson): ImportReader {
  return {
    add: (document) => executionsIn(document).map((one) => readExecution(one, json)),
    end: () => [],
  };
}

/** A list of the public API, a list or one of the editor's, or an execution by itself. */
function executionsIn(document: unknown): readonly unknown[] {
  const members = membersOf(document);
  if ('workflowId' in members || 'startedAt' in members) return [document];
  if (Array.isArray(members.data)) return members.data;
  const { results, ...inner } = membersOf(members.data);
  if (Array.isArray(results)) return results;
  return 'workflowId' in inner ? [members.data] : [document];
}

function readExecution(value: unknown, json: ExactJson): ImportVerdict {
  const taker = new MemberTaker(value, json);
  const id = taker.text('id');
  const workflow = membersOf(taker.peek('workflowData'));
  const workflowId = taker.text('workflowId') ?? json.textOf(workflow.id);
  // The public API does not have createdAt: the begin is the same in every export.
  const createdAt = json.textOf(taker.peek('startedAt')) ?? taker.text('createdAt');
  const refuse = (message: string) => ({ ok: false, id, message }) as const;
  if (id === null) return refuse('it has no id');
  if (workflowId === null) return refuse('it has no workflowId');
  if (createdAt === null) return refuse('it has no startedAt');
  let data: Readonly<Record<string, unknown>>;
  try {
    const given = taker.take('data');
    data = membersOf(typeof given === 'string' ? unflatten(given) : given);
  } catch (error) {
    return refuse(`its data is no text of flatted: ${(error as Error).message}`);
  }
  const { resultData, ...moreData } = data;
  const { runData, error, lastNodeExecuted, ...moreResults } = membersOf(resultData);
  const steps = nodeSteps(runData, workflow.nodes);
  const startedAt = taker.text('startedAt');
  const stoppedAt = taker.text('stoppedAt');
  const status = statusOf(taker, stoppedAt !== null);
  const name = textOf(workflow.name) || workflowId;
  const code = codeOf(workflow, json);
  if (code !== null) taker.take('workflowData');
  const said = textOf(membersOf(error).message);
  const node = textOf(membersOf(membersOf(error).node).name) || textOf(lastNodeExecuted);
  const hasFailed = status === 'failed';
  const extra = { ...moreData, ...moreResults, error, lastNodeExecuted };
  const extras = Object.entries(extra).filter(([, one]) => one !== undefined);
  const mode = taker.text('mode');
  const retryOf = taker.text('retryOf');
  const kept = [...taker.restNames(), ...extras.map(([member]) => `data.${member}`)];
  return {
    ok: true,
    kept,
    execution: {
      id,
      created_at: createdAt,
      started_at: startedAt,
      finished_at: stoppedAt,
      status,
      event: mode ?? 'unknown',
      target: name,
      actions: [{ key: workflowId, name }],
      raised_action: hasFailed ? workflowId : null,
      validation_message: hasFailed ? [node, said].filter(Boolean).join(': ') || null : null,
      trigger: mode === null ? null : { kind: mode },
      retry_of: retryOf,
      language: code === null ? null : 'json',
      code,
      context: contextOf(steps),
      attributes: {
        ...taker.rest(),
        ...(extras.length > 0 && { data: Object.fromEntries(extras) }),
      },
      steps,
    },
  };
}

/** By its status; versions before there was one tell it by `finished` and the times. */
function statusOf(taker: MemberTaker, hasStopped: boolean): Status {
  const status = n8nStatus(textOf(taker.peek('status')));
  if (status) return status;
  if (taker.peek('finished') === true) return 'success';
  if (textOf(taker.peek('waitTill'))) return 'paused';
  return hasStopped ? 'failed' : 'running';
}

/** What ran is the workflow itself; null where the export does not have it, or it is too long. */
function codeOf(workflow: Readonly<Record<string, unknown>>, json: ExactJson): string | null {
  if (!Array.isArray(workflow.nodes)) return null;
  const code = json.print(workflow, 2);
  return code.length <= MAX_CODE_LENGTH ? code : null;
}

/** The items that the first node gave: that is what the workflow started from. */
function contextOf(steps: readonly object[]): unknown {
  const [first] = steps as readonly { output: unknown }[];
  const items = listOf(listOf(membersOf(first?.output).main)[0]);
  return items.length > 0 ? items.map((item) => membersOf(item).json ?? null) : undefined;
}

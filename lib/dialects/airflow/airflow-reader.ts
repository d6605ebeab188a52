import type { Status } from '@/lib/domain/status';
import type { ExactJson } from '../exact-json';
import type { ImportReader, ImportVerdict } from '../imported-run';
import { listOf, membersOf, textOf } from '../loose-json';
import { MemberTaker } from '../member-taker';
import { momentMs } from '../moment-ms';
import { taskStep } from './task-step';
import { taskTries } from './task-tries';

interface Gathered {
  dagId: unknown;
  runId: unknown;
  run: unknown;
  tasks: unknown[];
}

/** The states that Airflow documents for DAG runs. */
const STATE = new Map<unknown, Status>([
  ['queued', 'pending'],
  ['running', 'running'],
  ['success', 'success'],
  ['failed', 'failed'],
]);

/**
 * DAG runs of Airflow. The shapes are those of its REST API, versions 1 and 2: a run (`GET
 * /dags/{dag_id}/dagRuns/{dag_run_id}`: the schema DAGRun, or `dag_runs` of a list) and its task instances
 * (`…/taskInstances`: TaskInstance, `task_instances` of the answer), in documents of their own or together as
 * `{"dag_run": {…}, "task_instances": […]}`. A DAG is an action, a task instance is a step, `conf` is the
 * context. What belongs to one run may come in any order, so all of it is given at the end.
 */
export function airflowReader(json: ExactJson): ImportReader {
  const runs = new Map<string, Gathered>();
  /** Null where it is not said which run is meant; then it is that of the run around it, if any. */
  const of = (value: unknown, around?: unknown) => {
    const [own, outer] = [membersOf(value), membersOf(around)];
    const [dagId, runId] = [own.dag_id ?? outer.dag_id, own.dag_run_id ?? outer.dag_run_id];
    if (!json.textOf(dagId) || !json.textOf(runId)) return null;
    const key = JSON.stringify([json.textOf(dagId), json.textOf(runId)]);
    const found = runs.get(key) ?? { dagId, runId, run: null, tasks: [] };
    runs.set(key, found);
    return found;
  };
  function* addRun(run: unknown): Generator<ImportVerdict> {
    const found = of(run);
    if (found) found.run = run;
    else yield unnamed(run, 'it', json);
  }
  function* addTask(task: unknown, run?: unknown): Generator<ImportVerdict> {
    const found = of(task, run);
    if (!found) yield unnamed(task, 'a task instance', json);
    else if (json.textOf(membersOf(task).task_id)) found.tasks.push(task);
    else
      yield { ok: false, id: json.textOf(found.runId), message: 'a task instance has no task_id' };
  }
  return {
    add: function* (document) {
      const { dag_run, dag_runs, task_instances, task_id } = membersOf(document);
      const tasks = Array.isArray(task_instances)
        ? task_instances
        : listOf(membersOf(task_instances).task_instances);
      for (const task of tasks) yield* addTask(task, dag_run);
      if (dag_run !== undefined) yield* addRun(dag_run);
      else if (Array.isArray(dag_runs)) for (const run of dag_runs) yield* addRun(run);
      else if (task_id !== undefined) yield* addTask(document);
      else if (task_instances === undefined) yield* addRun(document);
    },
    end: function* () {
      for (const gathered of runs.values()) yield readRun(gathered, json);
    },
  };
}

function unnamed(value: unknown, what: string, json: ExactJson): ImportVerdict {
  const id = json.textOf(membersOf(value).dag_run_id);
  return { ok: false, id, message: `${what} has no dag_id or no dag_run_id` };
}

function readRun({ run, tasks, ...names }: Gathered, json: ExactJson): ImportVerdict {
  const taker = new MemberTaker(run, json);
  taker.text('dag_id');
  const [dagId, runId] = [json.textOf(names.dagId) ?? '', json.textOf(names.runId) ?? ''];
  // The same run id stands in the runs of every DAG of one schedule.
  const id = `${dagId}/${runId}`;
  const createdAt = createdAtOf(taker, json) ?? earliest(tasks, json);
  if (createdAt === null) return { ok: false, id, message: 'it has no date' };
  const steps = taskTries(tasks, json).map(({ task, isLast }) => taskStep(task, json, isLast));
  const status = STATE.get(taker.peek('state')) ?? ofTasks(steps, taker.peek('end_date'));
  const failed = steps.filter((step) => step.status === 'failed').map(({ name }) => name);
  const conf = taker.take('conf');
  const name = taker.text('dag_display_name') ?? dagId;
  const kind = taker.text('run_type');
  const startedAt = taker.text('start_date');
  const finishedAt = taker.text('end_date');
  const triggeredBy = taker.text('triggering_user_name');
  return {
    ok: true,
    kept: taker.restNames(),
    execution: {
      id,
      created_at: createdAt,
      started_at: startedAt,
      finished_at: finishedAt,
      status,
      event: kind ?? 'dag_run',
      target: dagId,
      target_record_id: runId,
      actions: [{ key: dagId, name }],
      raised_action: status === 'failed' ? dagId : null,
      validation_message: status === 'failed' ? failureOf(failed) : null,
      triggered_by: triggeredBy,
      trigger: { kind },
      context: conf,
      attributes: taker.rest(),
      steps,
    },
  };
}

/**
 * A time that stays the same however often the run is cleared and tried again: its place in the schedule, for
 * a run by hand the time at which it was asked for. The begin of a run is not one.
 */
function createdAtOf(taker: MemberTaker, json: ExactJson): string | null {
  const isScheduled = ['scheduled', 'backfill'].includes(textOf(taker.peek('run_type')));
  const names = ['run_after', ...(isScheduled ? ['data_interval_end'] : [])];
  const all = [...names, 'logical_date', 'execution_date', 'queued_at', 'start_date'];
  return all.map((name) => json.textOf(taker.peek(name))).find((one) => one) ?? null;
}

function earliest(tasks: readonly unknown[], json: ExactJson): string | null {
  const dates = tasks.map(membersOf).flatMap((task) =>
    [task.run_after, task.logical_date, task.execution_date, task.start_date]
      .map((one) => json.textOf(one))
      .filter((one) => one !== null)
      .slice(0, 1),
  );
  const at = (text: string) => momentMs(text) ?? Number.MAX_SAFE_INTEGER;
  return dates.sort((a, b) => at(a) - at(b) || (a < b ? -1 : 1))[0] ?? null;
}

/** What task instances come to whose run does not say; without any, what has ended is no success. */
function ofTasks(steps: readonly { status: Status | 'skipped' }[], ended: unknown): Status {
  const all = steps.map(({ status }) => status);
  if (all.length === 0) return ended ? 'failed' : 'running';
  if (all.includes('running')) return 'running';
  if (all.some((one) => one === 'pending' || one === 'queued' || one === 'paused'))
    return 'running';
  return all.includes('failed') ? 'failed' : 'success';
}

function failureOf(tasks: readonly string[]): string {
  return tasks.length > 0 ? `Failed: ${tasks.join(', ')}` : 'The DAG run failed';
}

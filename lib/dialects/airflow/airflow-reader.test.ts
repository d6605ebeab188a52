import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hashedStepId } from '@/lib/domain/hashed-seq';
import { ExactJson } from '../exact-json';
import { airflowReader } from './airflow-reader';

const golden = readFileSync(new URL('golden/dag-run.json', import.meta.url), 'utf8');

function read(...documents: string[]) {
  const json = new ExactJson();
  const reader = airflowReader(json);
  const whole = documents.flatMap((one) => Array.from(reader.add(json.parse(one))));
  return [...whole, ...reader.end()].map((one) => (one.ok ? json.print(one.execution) : one));
}

describe('a DAG run of Airflow', () => {
  const { dag_run, task_instances } = JSON.parse(golden);

  it('is an execution whose task instances are steps', () => {
    const [text] = read(golden) as string[];
    expect(text).toContain('"context":{"batch":9007199254740993}');
    const { steps, context, ...execution } = JSON.parse(text ?? '');
    expect(execution).toEqual({
      id: 'load_parts/scheduled__2026-11-20T00:00:00+00:00',
      created_at: '2026-11-20T09:00:00+00:00',
      started_at: '2026-11-20T09:00:01.5+00:00',
      finished_at: '2026-11-20T09:01:00+00:00',
      status: 'failed',
      event: 'scheduled',
      target: 'load_parts',
      target_record_id: 'scheduled__2026-11-20T00:00:00+00:00',
      actions: [{ key: 'load_parts', name: 'load_parts' }],
      raised_action: 'load_parts',
      validation_message: 'Failed: extract [1]',
      triggered_by: null,
      trigger: { kind: 'scheduled' },
      attributes: {
        ...{ dag_run_id: dag_run.dag_run_id, data_interval_start: dag_run.data_interval_start },
        ...{ data_interval_end: dag_run.data_interval_end, logical_date: dag_run.logical_date },
        ...{ execution_date: dag_run.execution_date, external_trigger: false, note: null },
        ...{ last_scheduling_decision: dag_run.last_scheduling_decision, state: 'failed' },
      },
    });
    const [task] = task_instances.task_instances;
    const { start_date, duration, operator, ...input } = task;
    expect(steps[0]).toEqual({
      ...{ seq: expect.any(Number), name: 'extract [1]', connector: 'PythonOperator' },
      ...{ status: 'failed', started_at: start_date, duration_ms: 10_250 },
      input: { span_id: expect.stringMatching(/^[0-9a-f]{16}$/), ...input },
    });
    expect(steps[1]).toMatchObject({ name: 'load', status: 'skipped', duration_ms: null });
  });

  it('has steps that are known by their task, whatever order they come in', () => {
    const tasks = task_instances.task_instances as object[];
    const turned = { dag_run, task_instances: tasks.toReversed() };
    const stepsOf = (text: unknown) => JSON.parse(String(text)).steps;
    const [one] = read(golden).map(stepsOf);
    const [other] = read(JSON.stringify(turned)).map(stepsOf);
    expect(other.toReversed()).toEqual(one);
    for (const { seq, input } of one) {
      expect(hashedStepId({ seq, inputText: JSON.stringify(input) })).toBe(input.span_id);
    }
  });

  it('is the same from documents of its own for each, and from lists', () => {
    const tasks = task_instances.task_instances.map((task: object) => JSON.stringify(task));
    const apart = read(...tasks, JSON.stringify(dag_run));
    expect(apart.map((text) => JSON.parse(String(text)).steps)).toHaveLength(1);
    const lists = read(JSON.stringify({ dag_runs: [dag_run] }), JSON.stringify(task_instances));
    expect(lists).toEqual(apart);
  });

  it('keeps its created_at when it is cleared and tried again', () => {
    const again = {
      ...dag_run,
      start_date: '2026-11-21T00:00:00Z',
      queued_at: '2026-11-21T00:00:00Z',
    };
    expect(JSON.parse(String(read(JSON.stringify(again))))).toMatchObject({
      created_at: '2026-11-20T09:00:00+00:00',
    });
    const byHand = { ...dag_run, run_type: 'manual' };
    expect(JSON.parse(String(read(JSON.stringify(byHand))))).toMatchObject({
      created_at: '2026-11-20T00:00:00+00:00',
    });
  });

  it('is refused by name without what tells it from others', () => {
    expect(read('{"dag_id": "a", "dag_run_id": null}')).toMatchObject([{ ok: false }]);
  });
});

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

  it('is refused by name without what tells it from others, as often as it comes', () => {
    const unnamed = { ok: false, message: 'it has no dag_id or no dag_run_id' };
    expect(read('{"dag_id": "a", "dag_run_id": null}')).toEqual([{ ...unnamed, id: null }]);
    expect(read('null', '5', '"x"', '{"dag_run": []}')).toMatchObject(Array(4).fill(unnamed));
    const task = JSON.stringify({ dag_id: 'a', dag_run_id: 'r' });
    expect(read(`{"task_instances": [${task}, null]}`)).toMatchObject([
      { ok: false, id: 'r', message: 'a task instance has no task_id' },
      { ok: false, message: 'a task instance has no dag_id or no dag_run_id' },
      { ok: false, message: 'it has no date' },
    ]);
  });

  const one = (task: string, run: object = dag_run) => {
    const text = `{"dag_run": ${JSON.stringify(run)}, "task_instances": [${task}]}`;
    return JSON.parse(String(read(text)[0]));
  };

  it('has its task instances where they do not say of which run they are', () => {
    expect(one('{"task_id": "a"}, {"task_id": "b"}').steps).toHaveLength(2);
  });

  it('takes a duration with all the digits that Python prints', () => {
    const durations = [
      ['0.20345199999999998', 203.452],
      ['"1.5"', 1_500],
      ['1e309', null],
      ['-1', null],
      ['"NaN"', null],
      ['{}', null],
      ['""', null],
    ] as const;
    for (const [duration, ms] of durations) {
      const [step] = one(`{"task_id": "a", "duration": ${duration}}`).steps;
      if (ms === null) expect(step, duration).toMatchObject({ duration_ms: null });
      else expect(step.duration_ms, duration).toBeCloseTo(ms, 6);
      expect('duration' in step.input, duration).toBe(ms === null);
    }
  });

  it('has each try of a task once, and the last one under its name alone', () => {
    const tries = [2, 1, 2].map((try_number, n) => ({
      ...{ task_id: 'a', map_index: 0, try_number },
      state: ['running', 'failed', 'success'][n],
    }));
    const other = { task_id: 'a', map_index: -1, try_number: 1, state: 'success' };
    const { steps } = one([...tries, other].map((task) => JSON.stringify(task)).join(','));
    expect(steps).toMatchObject([
      { name: 'a [0]', status: 'success', input: { try_number: 2 } },
      { name: 'a [0]', status: 'failed', input: { try_number: 1 } },
      { name: 'a', status: 'success' },
    ]);
    expect(new Set(steps.map(({ seq }: { seq: number }) => seq)).size).toBe(3);
    const { steps: before } = one(JSON.stringify({ task_id: 'a', map_index: 0, try_number: 1 }));
    expect(before[0].seq).toBe(steps[0].seq);
  });

  it('is no success where nothing says so', () => {
    const { state: _, end_date, ...open } = dag_run;
    const outcomes = [
      [open, '', 'running'],
      [{ ...open, end_date }, '', 'failed'],
      [{ ...open, state: 'of another version' }, '{"task_id": "a", "state": "success"}', 'success'],
      [open, '{"task_id": "a", "state": "odd", "end_date": "2026-11-20T09:00:12Z"}', 'failed'],
      [open, '{"task_id": "a", "state": "odd"}', 'running'],
      [open, '{"task_id": "a", "state": 5}', 'running'],
    ] as const;
    for (const [run, task, status] of outcomes) expect(one(task, run).status, task).toBe(status);
  });

  it('begins with the earliest of its tasks, in whichever zone it was written', () => {
    const dates = ['2026-11-20T10:00:00+00:00', '2026-11-20T11:30:00+02', 'soon'];
    const tasks = dates.map((start_date, n) => ({
      ...{ dag_id: 'a', dag_run_id: 'r', task_id: `t${n}`, start_date },
    }));
    const [text] = read(JSON.stringify({ task_instances: tasks }));
    expect(JSON.parse(String(text)).created_at).toBe('2026-11-20T11:30:00+02');
  });
});

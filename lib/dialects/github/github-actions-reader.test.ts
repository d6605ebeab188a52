import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ExactJson } from '../exact-json';
import { githubActionsReader } from './github-actions-reader';
import { runStatus, stepStatus } from './run-status';

const golden = JSON.parse(readFileSync(new URL('golden/run.json', import.meta.url), 'utf8'));

function read(documents: readonly unknown[], logs: Record<string, string> = {}) {
  const reader = githubActionsReader(new ExactJson(), ({ id }) => logs[id ?? ''] ?? null);
  const whole = documents.flatMap((one) => Array.from(reader.add(one)));
  return [...whole, ...reader.end()].map((one) => (one.ok ? one.execution : one));
}

const { run, jobs, logs } = golden;

interface Named {
  seq: number;
  name: string;
  connector: string;
  input: object;
}
type Executions = {
  created_at: string;
  attributes: object;
  steps: Named[];
  entries: Record<'level' | 'event' | 'message' | 'occurred_at', unknown>[];
}[];

describe('a run of GitHub Actions', () => {
  it('is an execution with jobs and steps, and the lines of the logs', () => {
    const [job] = jobs.jobs;
    const { started_at, completed_at, name, steps, ...input } = job;
    const left = { node_id: run.node_id, check_suite_id: 42, run_number: 562 };
    const line = {
      data: { job_id: '399444496', job: 'test (20)' },
      worker_id: 'my runner',
      attempt: 2,
    };
    const step = { connector: 'step', parent_seq: 1000 };
    expect(read([golden])).toEqual([
      {
        id: '30433642',
        created_at: '2026-11-20T09:00:00Z',
        started_at: '2026-11-20T09:01:00Z',
        finished_at: '2026-11-20T09:01:50Z',
        status: 'failed',
        event: 'push',
        target: 'octo-org/octo-repo',
        target_record_id: 'main',
        actions: [{ key: '.github/workflows/build.yml@main', name: 'Build' }],
        raised_action: '.github/workflows/build.yml@main',
        validation_message: 'Job test (20), step Run npm test: failure',
        triggered_by: 'hubot',
        trigger: { kind: 'push', hash: run.head_sha },
        attempt: 2,
        attributes: {
          ...left,
          ...{ display_title: 'Update README.md', status: 'completed', conclusion: 'failure' },
          ...{ workflow_id: 159038, url: run.url, html_url: run.html_url, pull_requests: [] },
          ...{ updated_at: run.updated_at, actor: run.actor, head_commit: run.head_commit },
          ...{ triggering_actor: run.triggering_actor, repository: run.repository },
        },
        steps: [
          {
            ...{ seq: 1000, name: 'test (20)', connector: 'job', status: 'failed', input },
            ...{ started_at: '2026-11-20T09:01:02Z', duration_ms: 48_000 },
          },
          {
            ...{ ...step, seq: 1001, name: 'Set up job', status: 'success' },
            ...{ started_at: '2026-11-20T09:01:02Z', duration_ms: 2_000 },
            input: { status: 'completed', conclusion: 'success', number: 1 },
          },
          {
            ...{ ...step, seq: 1004, name: 'Run npm test', status: 'failed' },
            ...{ started_at: '2026-11-20T09:01:04Z', duration_ms: 46_000 },
            input: { status: 'completed', conclusion: 'failure', number: 4 },
          },
          {
            ...{ ...step, seq: 1005, name: 'Deploy', status: 'skipped' },
            ...{ started_at: null, duration_ms: null },
            input: {
              ...{ status: 'completed', conclusion: 'skipped', number: 5 },
              ...{ started_at: null, completed_at: null },
            },
          },
        ],
        entries: [
          {
            ...{ ...line, seq: 1, level: 'info', event: 'group', message: 'Run npm test' },
            occurred_at: '2026-11-20T09:01:04.1234567Z',
          },
          {
            ...{ ...line, seq: 2, level: 'info', event: 'log' },
            ...{ message: '\u001b[36;1mnpm test\u001b[0m' },
            occurred_at: '2026-11-20T09:01:04.2000000Z',
          },
          {
            ...{ ...line, seq: 3, level: 'error', event: 'error' },
            ...{ message: 'Process completed with exit code 1.' },
            occurred_at: '2026-11-20T09:01:49.0000000Z',
          },
          {
            ...{ ...line, seq: 4, level: 'info', event: 'log', message: 'without a time' },
            occurred_at: null,
          },
        ],
      },
    ]);
  });

  it('is the same whichever way its documents come', () => {
    const whole = read([golden]);
    expect(read([jobs, run], logs)).toEqual(whole);
    expect(read([{ total_count: 1, workflow_runs: [run] }, ...jobs.jobs, { logs }])).toEqual(whole);
  });

  it('can be told from its jobs alone', () => {
    const created = { ...jobs.jobs[0], created_at: run.created_at };
    expect(read([{ jobs: [created] }])).toMatchObject([
      { id: '30433642', status: 'failed', attempt: 2, target_record_id: 'main' },
    ]);
  });

  it('is of its jobs whichever of them comes first, however long their ids are', () => {
    const ids = ['9', '10', '99999999999999999999', '100000000000000000000'];
    const list = ids.map((id, n) => ({
      ...jobs.jobs[0],
      id,
      name: `job ${id}`,
      created_at: `2026-11-20T09:00:0${n}${n === 0 ? '+01:00' : 'Z'}`,
    }));
    const [one] = read([{ jobs: list }]) as Executions;
    expect(one?.created_at).toBe('2026-11-20T09:00:00+01:00');
    const names = one?.steps.filter(({ connector }) => connector === 'job').map(({ name }) => name);
    expect(names).toEqual(ids.map((id) => `job ${id}`));
    expect(read(list.toReversed().map((job) => ({ jobs: [job] })))).toEqual([one]);
  });

  it('has its jobs where they do not say of which run they are', () => {
    const { run_id: _, run_attempt: __, ...job } = jobs.jobs[0];
    expect(read([{ run, jobs: [job] }])).toMatchObject([{ id: '30433642', attempt: 2 }]);
    expect((read([{ run, jobs: [job] }]) as Executions)[0]?.steps).toHaveLength(4);
  });

  it('says of each document that it cannot take, and loses none in silence', () => {
    const unnamed = { ok: false, id: null, message: 'it has no id' };
    expect(read([null, [], 'x', 5, { run: null }, { run: { id: {} } }])).toEqual(
      Array(6).fill(unnamed),
    );
    expect(read([{ jobs: [{ name: 'a' }, null] }])).toEqual(
      Array(2).fill({ ...unnamed, message: 'a job has no run_id' }),
    );
    expect(read([{ id: 1 }])).toEqual([{ ok: false, id: '1', message: 'it has no created_at' }]);
    expect(read([{ logs: { 7: 'a', 8: 5 } }])).toEqual([
      { ...unnamed, message: 'the log of job 8 is no text' },
      { ...unnamed, message: 'the log of job 7 belongs to none of the jobs' },
    ]);
  });

  it('keeps what is of another type than GitHub documents, and goes on without it', () => {
    const odd = { run_attempt: 'last', head_branch: { name: 'main' }, conclusion: '', status: 1 };
    const steps = { name: 'no list' };
    const job = { id: 7, run_id: 30433642, steps, started_at: 5, completed_at: 'soon' };
    const [one] = read([
      { run: { ...run, ...odd }, jobs: [{ ...job, run_attempt: 0 }] },
    ]) as Executions;
    expect(one).toMatchObject({ attempt: 1, status: 'running', target_record_id: null });
    expect(one?.attributes).toMatchObject({ run_attempt: 'last', head_branch: { name: 'main' } });
    expect(one?.steps).toMatchObject([{ seq: 1000, duration_ms: null, input: { steps } }]);
  });

  it('gives every step a number of its own', () => {
    const numbers = [1, 1, 2, -5, 1e300, 'x', 998, 999, 999];
    const steps = numbers.map((number, n) => ({ name: `s${n}`, number }));
    const [one] = read([{ run, jobs: [{ ...jobs.jobs[0], steps }] }]) as Executions;
    const seqs = one?.steps.map(({ seq }) => seq - 1000) ?? [];
    expect(seqs).toEqual([0, 1, 2, 3, 4, 5, 6, 998, 999, 7]);
    const many = Array.from({ length: 1_001 }, (_, n) => ({ name: `s${n + 1}`, number: n + 1 }));
    const [all] = read([{ run, jobs: [{ ...jobs.jobs[0], steps: many }] }]) as Executions;
    expect(new Set(all?.steps.map(({ seq }) => seq)).size).toBe(1_000);
    expect(all?.steps[0]?.input).toMatchObject({
      more_steps: [{ name: 's1000' }, { name: 's1001' }],
    });
  });

  it('takes times without a zone for UTC, and the empty time for none', () => {
    const times = [
      ['2026-11-20T09:00:00', '2026-11-20T09:00:10Z', 10_000],
      ['2026-11-20T10:00:00+01:00', '2026-11-20T09:00:10', 10_000],
      ['2026-11-20T04:00:00-05', '2026-11-20T18:00:10+09', 10_000],
      ['0001-01-01T00:00:00Z', '2026-11-20T09:00:10Z', null],
      ['2026-11-20T09:00:10Z', '2026-11-20T09:00:00Z', null],
    ] as const;
    for (const [started_at, completed_at, duration] of times) {
      const job = { ...jobs.jobs[0], steps: [], started_at, completed_at };
      expect((read([{ run, jobs: [job] }]) as Executions)[0]?.steps).toMatchObject([
        { duration_ms: duration },
      ]);
    }
  });

  it('has the lines of a log, whatever stands in them', () => {
    const at = '2026-11-20T09:01:04.2000000Z';
    const lines = [
      `\ufeff${at} ##[group]a`,
      `\ufeff${at} \u001b[31mred\u001b[0m`,
      `${at}`,
      '2026-11-20T10:01:04+01:00 elsewhere',
      '2026-11-20T18:01:04+09 far away',
      '##[constructor]odd',
      'no time\rprogress',
      `${at} ##[error]`,
    ];
    const log = `${lines.join('\r\n')}\r\n`;
    const [one] = read([{ run, jobs: jobs.jobs, logs: { 399444496: log } }]) as Executions;
    const told = one?.entries.map(({ level, event, message, occurred_at }) => [
      ...[level, event, message, occurred_at],
    ]);
    expect(told).toEqual([
      ['info', 'group', 'a', at],
      ['info', 'log', '\u001b[31mred\u001b[0m', at],
      ['info', 'log', '', at],
      ['info', 'log', 'elsewhere', '2026-11-20T10:01:04+01:00'],
      ['info', 'log', 'far away', '2026-11-20T18:01:04+09'],
      ['info', 'constructor', 'odd', null],
      ['info', 'log', 'no time\rprogress', null],
      ['error', 'error', '', at],
    ]);
    const long = { 399444496: 'x\n'.repeat(300_000) };
    expect((read([{ run, jobs: jobs.jobs, logs: long }]) as Executions)[0]?.entries).toHaveLength(
      300_000,
    );
  });

  it.each([
    ['completed', 'success', 'success'],
    ['completed', 'timed_out', 'rejected'],
    ['completed', 'cancelled', 'failed'],
    ['completed', 'skipped', 'success'],
    ['completed', 'of another day', 'failed'],
    ['in_progress', null, 'running'],
    ['in_progress', '', 'running'],
    ['waiting', null, 'paused'],
    ['queued', null, 'pending'],
  ])('%s, %s is %s', (status, conclusion, meant) => {
    expect(runStatus(status, conclusion)).toBe(meant);
    expect(stepStatus(status, conclusion)).toBe(conclusion === 'skipped' ? 'skipped' : meant);
  });
});

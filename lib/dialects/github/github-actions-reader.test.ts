import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ExactJson } from '../exact-json';
import { githubActionsReader } from './github-actions-reader';
import { runStatus, stepStatus } from './run-status';

const golden = JSON.parse(readFileSync(new URL('golden/run.json', import.meta.url), 'utf8'));

function read(documents: readonly unknown[], logs: Record<string, string> = {}) {
  const reader = githubActionsReader(new ExactJson(), (id) => logs[id] ?? null);
  const whole = documents.flatMap((one) => Array.from(reader.add(one)));
  return [...whole, ...reader.end()].map((one) => (one.ok ? one.execution : one));
}

const { run, jobs, logs } = golden;

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

  it.each([
    ['completed', 'success', 'success'],
    ['completed', 'timed_out', 'rejected'],
    ['completed', 'cancelled', 'failed'],
    ['completed', 'skipped', 'success'],
    ['completed', 'of another day', 'failed'],
    ['in_progress', null, 'running'],
    ['waiting', null, 'paused'],
    ['queued', null, 'pending'],
  ])('%s, %s is %s', (status, conclusion, meant) => {
    expect(runStatus(status, conclusion)).toBe(meant);
    expect(stepStatus(status, conclusion)).toBe(conclusion === 'skipped' ? 'skipped' : meant);
  });
});

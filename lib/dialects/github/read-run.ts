import type { ExactJson } from '../exact-json';
import type { ImportVerdict } from '../imported-run';
import { membersOf, textOf } from '../loose-json';
import { MemberTaker } from '../member-taker';
import { momentMs } from '../moment-ms';
import type { JobLog } from './job-log';
import { jobLogEntries } from './job-log-entries';
import { type Job, readJob } from './read-job';
import { runAttempt } from './run-attempt';
import { runStatus } from './run-status';

/** A run with all of its jobs that are known, or its jobs alone. */
export function readRun(
  value: unknown,
  jobValues: readonly unknown[],
  {
    json,
    logOf,
  }: { json: ExactJson; logOf: (job: Omit<Parameters<JobLog>[0], 'run'>) => string | null },
): ImportVerdict {
  const taker = new MemberTaker(value, json);
  const sorted = jobValues.toSorted((a, b) => compareIds(idOf(a, json), idOf(b, json)));
  const [firstJob] = sorted.map(membersOf);
  const id = taker.text('id') ?? json.textOf(firstJob?.run_id);
  const createdAt = taker.text('created_at') ?? earliest(sorted, json);
  if (id === null) return { ok: false, id, message: 'it has no id' };
  if (createdAt === null) return { ok: false, id, message: 'it has no created_at' };
  const said = runAttempt(taker.peek('run_attempt'), json);
  if (said !== null) taker.take('run_attempt');
  const attempt = said ?? runAttempt(firstJob?.run_attempt, json) ?? 1;
  const jobs = sorted.map((job, place) => readJob(job, place, json));
  const [ran, conclusion] = outcomeOf(taker, sorted);
  const status = runStatus(ran, conclusion);
  const startedAt = taker.text('run_started_at');
  const hasEnded = ['success', 'failed', 'rejected'].includes(status);
  const finishedAt = latest(jobs) ?? json.textOf(taker.peek('updated_at'));
  const name = taker.text('name') ?? json.textOf(firstJob?.workflow_name);
  const key = taker.text('path') ?? name ?? json.textOf(taker.peek('workflow_id')) ?? 'workflow';
  const event = taker.text('event');
  const repository = textOf(membersOf(taker.peek('repository')).full_name);
  const branch = taker.text('head_branch') ?? json.textOf(firstJob?.head_branch);
  const sha = taker.text('head_sha') ?? json.textOf(firstJob?.head_sha);
  const actor = membersOf(taker.peek('triggering_actor') ?? taker.peek('actor'));
  const entries: object[] = [];
  for (const job of jobs) {
    const log = logOf(job);
    const lines = log === null ? [] : jobLogEntries(log, { ...job, attempt }, entries.length + 1);
    // More than a call can have arguments.
    for (const line of lines) entries.push(line);
  }
  const isFailed = hasEnded && status !== 'success';
  const failure = jobs.map((job) => job.failure).find((one) => one !== null);
  return {
    ok: true,
    kept: taker.restNames(),
    execution: {
      id,
      created_at: createdAt,
      started_at: startedAt,
      finished_at: hasEnded ? finishedAt : null,
      status,
      event: event ?? 'unknown',
      target: repository || repositoryOf(taker.peek('url') ?? firstJob?.url) || 'repository',
      target_record_id: branch,
      actions: [{ key, name: name ?? key }],
      raised_action: isFailed ? key : null,
      validation_message: isFailed ? (failure ?? `Concluded: ${textOf(conclusion)}`) : null,
      triggered_by: json.textOf(actor.login),
      trigger: { kind: event, hash: sha },
      attempt,
      attributes: taker.rest(),
      steps: jobs.flatMap((job) => job.steps),
      entries,
    },
  };
}

const idOf = (job: unknown, json: ExactJson) => json.textOf(membersOf(job).id);

/** By their size, whatever their number of digits; those without one come last, in their order. */
function compareIds(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a.length - b.length || (a < b ? -1 : Number(a > b));
}

/** Of several jobs the same whatever their order: it is part of the identity. */
function earliest(jobs: readonly unknown[], json: ExactJson): string | null {
  const times = jobs.flatMap((job) => json.textOf(membersOf(job).created_at) ?? []);
  const at = (text: string) => momentMs(text) ?? Number.MAX_SAFE_INTEGER;
  return times.sort((a, b) => at(a) - at(b) || (a < b ? -1 : 1))[0] ?? null;
}

function latest(jobs: readonly Job[]): string | null {
  let last: { text: string; ms: number } | null = null;
  for (const { completedAt: text } of jobs) {
    const ms = momentMs(text);
    if (text !== null && ms !== null && (last === null || ms > last.ms)) last = { text, ms };
  }
  return last?.text ?? null;
}

/** What the run says, or what its jobs come to: jobs alone do not say what the whole run came to. */
function outcomeOf(
  run: MemberTaker,
  jobs: readonly unknown[],
): [status: unknown, conclusion: unknown] {
  const [status, conclusion] = [run.peek('status'), run.peek('conclusion')];
  return status || conclusion || jobs.length === 0 ? [status, conclusion] : ofJobs(jobs);
}

/** The worst conclusion of those that have ended, once all have. */
function ofJobs(jobs: readonly unknown[]): [status: unknown, conclusion: unknown] {
  const all = jobs.map(membersOf);
  const open = all.find(({ status }) => status !== 'completed');
  if (open) return [open.status, null];
  const bad = all.find(
    ({ conclusion }) => !['success', 'neutral', 'skipped'].includes(textOf(conclusion)),
  );
  return ['completed', bad ? bad.conclusion : 'success'];
}

function repositoryOf(url: unknown): string | null {
  return /\/repos\/([^/]+\/[^/]+)\//.exec(textOf(url))?.[1] ?? null;
}

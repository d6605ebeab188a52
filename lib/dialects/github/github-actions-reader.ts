import type { ExactJson } from '../exact-json';
import type { ImportReader, ImportVerdict } from '../imported-run';
import { listOf, membersOf, textOf } from '../loose-json';
import { MemberTaker } from '../member-taker';
import { jobLogEntries } from './job-log-entries';
import { readJob } from './read-job';
import { runStatus } from './run-status';

interface Gathered {
  run: unknown;
  /** By their ids, or their place where they have none. */
  jobs: Map<string, unknown>;
}

/**
 * Runs of GitHub Actions. The shapes are those of GitHub's REST documentation: a run (`GET
 * /repos/{owner}/{repo}/actions/runs/{run_id}`, or `workflow_runs` of a list), its jobs (`…/jobs`, `jobs` of the
 * answer), in documents of their own or together as `{"run": {…}, "jobs": […], "logs": {"JOB_ID": "text"}}`.
 * A workflow is an action, a job is a step with its steps below it, the lines of a job's log are entries. What
 * belongs to one run may come in any order, so all of it is given at the end.
 * @param jobLog the log of a job by its id, where there is one beside the documents
 */
export function githubActionsReader(
  json: ExactJson,
  jobLog: (id: string) => string | null,
): ImportReader {
  const runs = new Map<string, Gathered>();
  const logs = new Map<string, string>();
  const of = (key: string) => {
    const found = runs.get(key) ?? { run: null, jobs: new Map() };
    runs.set(key, found);
    return found;
  };
  const keyOf = (id: unknown, attempt: unknown) =>
    `${json.textOf(id) ?? ''}/${json.textOf(attempt) ?? '1'}`;
  const addJob = (job: unknown) => {
    const { id, run_id, run_attempt } = membersOf(job);
    const { jobs } = of(keyOf(run_id, run_attempt));
    jobs.set(json.textOf(id) ?? `#${jobs.size}`, job);
  };
  const addRun = (run: unknown) => {
    const { id, run_attempt } = membersOf(run);
    of(keyOf(id, run_attempt)).run = run;
  };
  return {
    add: (document) => {
      const { run, jobs, logs: texts, workflow_runs, run_id } = membersOf(document);
      const list = Array.isArray(jobs) ? jobs : listOf(membersOf(jobs).jobs);
      for (const [id, text] of Object.entries(membersOf(texts))) logs.set(id, textOf(text));
      for (const job of list) addJob(job);
      if (run !== undefined) addRun(run);
      else if (Array.isArray(workflow_runs)) for (const one of workflow_runs) addRun(one);
      else if (run_id !== undefined) addJob(document);
      else if (list.length === 0 && texts === undefined) addRun(document);
      return [];
    },
    end: function* () {
      for (const { run, jobs } of runs.values()) {
        yield readRun(run, Array.from(jobs.values()), {
          json,
          logOf: (id) => logs.get(id) ?? jobLog(id),
        });
      }
    },
  };
}

function readRun(
  value: unknown,
  jobValues: readonly unknown[],
  { json, logOf }: { json: ExactJson; logOf: (id: string) => string | null },
): ImportVerdict {
  const taker = new MemberTaker(value, json);
  const [firstJob] = jobValues.map(membersOf);
  const id = taker.text('id') ?? json.textOf(firstJob?.run_id);
  const createdAt = taker.text('created_at') ?? json.textOf(firstJob?.created_at);
  if (id === null) return { ok: false, id, message: 'it has no id' };
  if (createdAt === null) return { ok: false, id, message: 'it has no created_at' };
  const attempt = Number(json.textOf(taker.take('run_attempt') ?? firstJob?.run_attempt) ?? 1);
  const jobs = jobValues
    .toSorted((a, b) => idNumber(a) - idNumber(b))
    .map((job, place) => readJob(job, place, json));
  // Jobs alone do not say what the whole run came to.
  const [ran, conclusion] = value
    ? [taker.peek('status'), taker.peek('conclusion')]
    : ofJobs(jobValues);
  const status = runStatus(ran, conclusion);
  const startedAt = taker.text('run_started_at');
  const hasEnded = ['success', 'failed', 'rejected'].includes(status);
  const finishedAt =
    jobs
      .map((job) => job.completedAt ?? '')
      .sort()
      .at(-1) || json.textOf(taker.peek('updated_at'));
  const name = taker.text('name') ?? json.textOf(firstJob?.workflow_name);
  const key = taker.text('path') ?? name ?? json.textOf(taker.peek('workflow_id')) ?? 'workflow';
  const event = taker.text('event');
  const repository = textOf(membersOf(taker.peek('repository')).full_name);
  const branch = json.textOf(taker.take('head_branch') ?? firstJob?.head_branch);
  const sha = json.textOf(taker.take('head_sha') ?? firstJob?.head_sha);
  const actor = membersOf(taker.peek('triggering_actor') ?? taker.peek('actor'));
  const entries: object[] = [];
  for (const job of jobs) {
    const log = job.id === null ? null : logOf(job.id);
    if (log !== null) entries.push(...jobLogEntries(log, { ...job, attempt }, entries.length + 1));
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

const idNumber = (job: unknown) => Number(membersOf(job).id ?? 0);

/** What jobs without their run come to: the worst conclusion of those that have ended, once all have. */
function ofJobs(jobs: readonly unknown[]): [status: unknown, conclusion: unknown] {
  const all = jobs.map(membersOf);
  const open = all.find(({ status }) => status !== 'completed');
  if (open) return [open.status, null];
  const bad = all.find(
    ({ conclusion }) => !['success', 'neutral', 'skipped'].includes(textOf(conclusion)),
  );
  return ['completed', bad?.conclusion ?? 'success'];
}

function repositoryOf(url: unknown): string | null {
  return /\/repos\/([^/]+\/[^/]+)\//.exec(textOf(url))?.[1] ?? null;
}

import type { ExactJson } from '../exact-json';
import type { ImportReader, ImportVerdict } from '../imported-run';
import { listOf, membersOf } from '../loose-json';
import type { JobLog } from './job-log';
import { readRun } from './read-run';
import { runAttempt } from './run-attempt';

interface Gathered {
  run: unknown;
  /** By their ids, or their place where they have none. */
  jobs: Map<string, unknown>;
}

const unread = (message: string): ImportVerdict => ({ ok: false, id: null, message });

/**
 * Runs of GitHub Actions. The shapes are those of GitHub's REST documentation: a run (`GET
 * /repos/{owner}/{repo}/actions/runs/{run_id}`, or `workflow_runs` of a list), its jobs (`…/jobs`, `jobs` of the
 * answer), in documents of their own or together as `{"run": {…}, "jobs": […], "logs": {"JOB_ID": "text"}}`.
 * A workflow is an action, a job is a step with its steps below it, the lines of a job's log are entries. What
 * belongs to one run may come in any order, so all of it is given at the end.
 * @param jobLog the log of a job, where there is one beside the documents
 */
export function githubActionsReader(json: ExactJson, jobLog: JobLog): ImportReader {
  const runs = new Map<string, Gathered>();
  const logs = new Map<string, string>();
  const usedLogs = new Set<string>();
  const of = (id: string, attempt: unknown) => {
    const key = `${id}/${runAttempt(attempt, json) ?? 1}`;
    const found = runs.get(key) ?? { run: null, jobs: new Map() };
    runs.set(key, found);
    return found;
  };
  function* addJob(job: unknown, run?: unknown): Generator<ImportVerdict> {
    const [own, around] = [membersOf(job), membersOf(run)];
    const runId = json.textOf(own.run_id) ?? json.textOf(around.id);
    if (runId === null) return yield unread('a job has no run_id');
    const { jobs } = of(runId, own.run_attempt ?? around.run_attempt);
    jobs.set(json.textOf(own.id) ?? `#${jobs.size}`, job);
  }
  function* addRun(run: unknown): Generator<ImportVerdict> {
    const { id, run_attempt } = membersOf(run);
    const runId = json.textOf(id);
    if (runId === null) yield unread('it has no id');
    else of(runId, run_attempt).run = run;
  }
  const logOf: JobLog = (job) => {
    const text = job.id === null ? undefined : logs.get(job.id);
    if (text === undefined) return jobLog(job);
    usedLogs.add(job.id ?? '');
    return text;
  };
  return {
    add: function* (document) {
      const { run, jobs, logs: texts, workflow_runs, run_id } = membersOf(document);
      const list = Array.isArray(jobs) ? jobs : listOf(membersOf(jobs).jobs);
      for (const [id, text] of Object.entries(membersOf(texts))) {
        if (typeof text === 'string') logs.set(id, text);
        else yield unread(`the log of job ${id.slice(0, 40)} is no text`);
      }
      for (const job of list) yield* addJob(job, run);
      if (run !== undefined) yield* addRun(run);
      else if (Array.isArray(workflow_runs)) for (const one of workflow_runs) yield* addRun(one);
      else if (run_id !== undefined) yield* addJob(document);
      else if (list.length === 0 && texts === undefined) yield* addRun(document);
    },
    end: function* () {
      for (const [key, { run, jobs }] of runs) {
        const found = Array.from(jobs.values());
        yield readRun(run, found, { json, logOf: (job) => logOf({ ...job, run: key }) });
      }
      for (const id of logs.keys()) {
        if (usedLogs.has(id)) continue;
        yield unread(`the log of job ${id.slice(0, 40)} belongs to none of the jobs`);
      }
    },
  };
}

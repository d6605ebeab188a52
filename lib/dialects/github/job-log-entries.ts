/** Files of steps that were put together keep their byte order marks in the middle. */
const LINE =
  /^\ufeff?(?:(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d(?::?\d\d)?)) ?)?(?:##\[(\w+)\])?(.*)$/s;

/** Commands of a log that say how bad a line is; all others are events of their name. */
const LEVEL = new Map([
  ['error', 'error'],
  ['warning', 'warning'],
  ['debug', 'debug'],
]);

/**
 * The log of a job, as `GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs` gives it, as entries: each line
 * begins with its time, and commands such as `##[error]` or `##[group]` follow. The text stays as it is, its
 * colours included.
 */
export function jobLogEntries(
  log: string,
  job: { id: string | null; name: string; runner: string | null; attempt: number },
  firstSeq: number,
): object[] {
  const lines = log.split(/\r?\n/);
  if (/^\ufeff?$/.test(lines.at(-1) ?? '')) lines.pop();
  return lines.map((line, index) => {
    const [, time, command, message = ''] = LINE.exec(line) ?? [];
    return {
      seq: firstSeq + index,
      level: LEVEL.get(command ?? '') ?? 'info',
      event: command ?? 'log',
      message,
      data: { job_id: job.id, job: job.name },
      worker_id: job.runner,
      attempt: job.attempt,
      occurred_at: time ?? null,
    };
  });
}

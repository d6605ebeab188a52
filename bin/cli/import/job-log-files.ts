/** Where the log of one job is in a zip of GitHub's. */
export interface JobLogFiles {
  /** `3_test (20).txt` at the top: the whole log. Several where several jobs are called alike. */
  whole: string[];
  /** The same from another service of GitHub's, with a number below zero; used where there is no other. */
  legacy: string[];
  /** `test (20)/4_Run tests.txt`, in the order of their numbers. */
  steps: string[];
}

/** Characters of a job's name that the name of its file has. */
const NAME_LENGTH = 90;

/** A job's name as far as the name of its file has it: without what a path cannot hold, and cut. */
export function jobFileName(name: string): string {
  return name
    .replace(/[/\\:*?"<>|\p{Cc}]/gu, '')
    .slice(0, NAME_LENGTH)
    .trim();
}

/** The files of a zip by the jobs that they belong to. Names in a zip are never paths: nothing is written. */
export function jobLogFiles(names: readonly string[]): Map<string, JobLogFiles> {
  const jobs = new Map<string, JobLogFiles>();
  const of = (job: string) => {
    const key = jobFileName(job);
    const found = jobs.get(key) ?? { whole: [], legacy: [], steps: [] };
    jobs.set(key, found);
    return found;
  };
  const steps: { job: string; number: number; name: string }[] = [];
  for (const name of names) {
    const [, sign, job = ''] = /^(-?)\d+_([^/]+)\.txt$/s.exec(name) ?? [];
    const [, folder = '', number] = /^([^/]+)\/(\d+)_[^/]*\.txt$/s.exec(name) ?? [];
    if (sign === '') of(job).whole.push(name);
    else if (sign === '-') of(job).legacy.push(name);
    else if (number !== undefined) steps.push({ job: folder, number: Number(number), name });
  }
  steps.sort((a, b) => a.number - b.number);
  for (const { job, name } of steps) of(job).steps.push(name);
  return jobs;
}

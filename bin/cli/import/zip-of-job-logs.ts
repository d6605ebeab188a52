import { readFile, stat } from 'node:fs/promises';
import { readZip } from '@/lib/bundle/read-zip';
import type { JobLog } from '@/lib/dialects/github/job-log';
import { AppError } from '@/lib/domain/app-error';
import { formatBytes } from '@/lib/format/format-bytes';
import { CliProblem, EXIT } from '../cli-problem';
import { type JobLogFiles, jobFileName, jobLogFiles } from './job-log-files';

/** A run has at most some hundred jobs of some dozen steps. */
const MAX_ENTRIES = 50_000;
const MAX_ZIP_BYTES = 256 * 1024 * 1024;
/** Of all logs together: an execution that is sent may have a quarter of it. */
const MAX_UNPACKED_BYTES = 256 * 1024 * 1024;

interface UnreadLog {
  place: string;
  message: string;
}

/**
 * The zip that GitHub gives as the logs of one run (`GET …/actions/runs/{run_id}/logs`): a file for each job,
 * and a folder for each with a file for each step. A job is found by its name, for the zip has no ids.
 */
export class ZipOfJobLogs {
  private readonly used = new Map<string, string | null>();
  private readonly problems: UnreadLog[] = [];
  private run: string | null = null;

  private constructor(
    private readonly file: string,
    private readonly jobs: ReadonlyMap<string, JobLogFiles>,
    private readonly texts: ReadonlyMap<string, string>,
  ) {}

  /** Throws CliProblem for what is no zip, is damaged, or unpacks to more than there is room for. */
  static async open(file: string, maxUnpackedBytes = MAX_UNPACKED_BYTES): Promise<ZipOfJobLogs> {
    try {
      const { size } = await stat(file);
      if (size > MAX_ZIP_BYTES) {
        throw new AppError('too_large', `It has more than ${formatBytes(MAX_ZIP_BYTES)}.`);
      }
      const { names, read } = await readZip(await readFile(file), MAX_ENTRIES);
      const jobs = jobLogFiles(names);
      const texts = new Map<string, string>();
      let left = maxUnpackedBytes;
      for (const name of Array.from(jobs.values()).flatMap(chosenFiles)) {
        const bytes = await read(name, left);
        left -= bytes.length;
        texts.set(name, Buffer.from(bytes).toString('utf8'));
      }
      return new ZipOfJobLogs(file, jobs, texts);
    } catch (error) {
      const isOfFile = error instanceof AppError || (error as NodeJS.ErrnoException).syscall;
      if (!isOfFile) throw error;
      throw new CliProblem(`${file} cannot be read: ${(error as Error).message}`, EXIT.usage);
    }
  }

  /** Throws CliProblem where a second run asks: by names alone its jobs would get the logs of the first. */
  readonly logOf: JobLog = ({ id, name, run }) => {
    this.run ??= run;
    if (this.run !== run) {
      const message = `${this.file} has the logs of one run, and there are several to import`;
      throw new CliProblem(message, EXIT.usage);
    }
    const key = jobFileName(name);
    const files = this.jobs.get(key);
    if (!files) return null;
    const isShared = this.used.has(key) && this.used.get(key) !== id;
    const chosen = chosenFiles(files);
    const isSeveral = chosen !== files.steps && chosen.length > 1;
    this.used.set(key, id);
    if (!isShared && !isSeveral) {
      return chosen.map((one) => (this.texts.get(one) ?? '').replace(/\n$/, '')).join('\n');
    }
    const message = `several jobs are called ${name}: which of them has this log cannot be told`;
    this.problems.push({ place: `${this.file}, ${chosen[0]}`, message });
    return null;
  };

  /** The logs that no job has, for whoever has asked for those of all jobs. */
  unread(): UnreadLog[] {
    const left = Array.from(this.jobs).filter(([key]) => !this.used.has(key));
    const message = 'no job has this name: its log was left out';
    const unknown = left.map(([, files]) => ({
      place: `${this.file}, ${chosenFiles(files)[0]}`,
      message,
    }));
    return [...this.problems, ...unknown];
  }
}

/** The whole log where there is one, else those of the steps. */
function chosenFiles({ whole, legacy, steps }: JobLogFiles): string[] {
  if (whole.length > 0) return whole;
  return legacy.length > 0 ? legacy : steps;
}

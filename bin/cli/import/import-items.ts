import { ExactJson } from '@/lib/dialects/exact-json';
import type { JobLog } from '@/lib/dialects/github/job-log';
import {
  detectImportFormat,
  IMPORT_FORMATS,
  type ImportFormat,
} from '@/lib/dialects/import-format';
import type { ImportReader, ImportVerdict } from '@/lib/dialects/imported-run';
import { openImport } from '@/lib/dialects/open-import';
import { CliProblem, EXIT } from '../cli-problem';
import { documentsOf } from './documents-of';
import { folderOfJobLogs } from './folder-of-job-logs';
import type { ImportItem } from './import-item';
import { runlensItem } from './runlens-item';
import { ZipOfJobLogs } from './zip-of-job-logs';

/** Documents at the beginning that are looked at where they are broken. */
const MOST_BROKEN = 100;

interface Source {
  files: readonly string[];
  /** null: by the first document that can be read. */
  format: ImportFormat | null;
  /** Folder with the logs of GitHub's jobs, `JOB_ID.txt` or `JOB_ID.log`. */
  jobLogs: string | null;
  /** Zip with the logs of one run, as GitHub gives it. */
  logsZip: string | null;
  /** Told once, before the first item. */
  onFormat: (format: ImportFormat) => void;
}

/** The executions of files, one by one. Of a file of lines never more than one is held. */
export async function* importItems(source: Source): AsyncGenerator<ImportItem> {
  let { format } = source;
  let translator: Translator | null = null;
  for (const file of source.files) {
    let number = 0;
    const broken: ImportItem[] = [];
    for await (const item of documentsOf(file)) {
      number += 1;
      const place = `${file}, item ${number}`;
      if (!item.ok) {
        broken.push({ ok: false, place, id: null, ...item.refusal });
        if (format === null && broken.length < MOST_BROKEN) continue;
      }
      const wasKnown = format !== null;
      if (item.ok) format ??= detectImportFormat(parsedOrNull(item.text));
      if (format === null) throw unknownFormat(file);
      if (source.logsZip !== null && format !== 'github-actions') throw noJobs();
      if (!wasKnown || (number === 1 && file === source.files[0])) source.onFormat(format);
      yield* broken.splice(0);
      if (!item.ok) continue;
      if (format === 'runlens') {
        const own = runlensItem(item.text, item.json, { place, number });
        if (own) yield own;
        continue;
      }
      translator ??= await openTranslator(format, source);
      yield* translator.add(item.text, place);
    }
    if (broken.length > 0) throw unknownFormat(file);
  }
  if (translator) yield* translator.end();
}

/** Reads what lies beside the documents. */
async function openTranslator(
  format: Exclude<ImportFormat, 'runlens'>,
  { jobLogs, logsZip }: Source,
): Promise<Translator> {
  if (logsZip === null) return new Translator(format, jobLogs, null);
  return new Translator(format, jobLogs, await ZipOfJobLogs.open(logsZip));
}

function noJobs(): CliProblem {
  return new CliProblem('--logs is for a run of github-actions: no other has jobs', EXIT.usage);
}

function unknownFormat(file: string): CliProblem {
  const names = IMPORT_FORMATS.join(', ');
  const message = `what ${file} holds is not recognised as ${names}: name it with --format`;
  return new CliProblem(message, EXIT.usage);
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Documents of another system as items of ours. */
class Translator {
  private readonly json = new ExactJson();
  private readonly reader: ImportReader;
  private last = '';

  constructor(
    format: Exclude<ImportFormat, 'runlens'>,
    jobLogs: string | null,
    private readonly zip: ZipOfJobLogs | null,
  ) {
    const inFolder = folderOfJobLogs(jobLogs);
    const jobLog: JobLog = (job) => inFolder(job) ?? zip?.logOf(job) ?? null;
    this.reader = openImport(format, this.json, jobLog);
  }

  *add(text: string, place: string): Generator<ImportItem> {
    this.last = place;
    let document: unknown;
    try {
      document = this.json.parse(text);
    } catch (error) {
      const message = `Not JSON: ${(error as Error).message}`;
      return yield { ok: false, place, id: null, code: 'invalid_json', message };
    }
    yield* this.items(this.reader.add(document), place);
  }

  *end(): Generator<ImportItem> {
    yield* this.items(this.reader.end(), this.last);
    for (const { place, message } of this.zip?.unread() ?? []) {
      yield { ok: false, place, id: null, code: 'not_read', message };
    }
  }

  private *items(verdicts: Iterable<ImportVerdict>, place: string): Generator<ImportItem> {
    for (const verdict of verdicts) {
      if (verdict.ok) {
        const { execution, kept } = verdict;
        yield {
          ...{ ok: true, place, kept },
          id: this.json.textOf(execution.id),
          text: this.json.print(execution),
        };
      } else yield { ok: false, place, id: verdict.id, code: 'not_read', message: verdict.message };
    }
  }
}

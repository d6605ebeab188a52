import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@/lib/domain/app-error';
import { formatBytes } from '@/lib/format/format-bytes';
import { formatCount } from '@/lib/format/format-count';
import { namedColumns } from '@/lib/query-state/named-columns';
import { CliProblem, EXIT } from '../cli-problem';
import { defineCommand, type World } from '../define-command';
import { plainJson } from '../plain-json';
import { plainText } from '../plain-text';
import { PartFile } from './part-file';
import { type ExportAsked, readExport } from './read-export';
import { writeParquet } from './write-parquet';

/**
 * `export QUERY`: everything that the query finds, as it comes. One that goes to a file may be interrupted: started
 * again it goes on behind the last row, and the file has its name only when it is whole.
 */
export const exportRuns = defineCommand({
  name: 'export',
  args: '[QUERY]',
  about: 'everything that the query finds',
  options: {
    format: { type: 'string', default: 'ndjson', values: ['ndjson', 'csv', 'parquet'] },
    output: { type: 'string', short: 'o', default: '-', hint: 'FILE|FOLDER|-' },
    columns: { type: 'string', default: '', hint: 'NAME,NAME,ctx.PATH' },
    zone: { type: 'string', default: '', hint: 'ZONE' },
  },
  run: async ({ values, positionals }, world) => {
    const { format, output, columns, zone } = values;
    const isParquet = format === 'parquet';
    if (isParquet && output === '-') {
      throw new CliProblem('Parquet is written to a file: name it with --output', EXIT.usage);
    }
    if (isParquet && (columns || zone)) {
      throw new CliProblem('the columns of Parquet are fixed, and its times are UTC', EXIT.usage);
    }
    checkColumns(columns);
    const asked: ExportAsked = {
      format: format === 'csv' ? 'csv' : 'ndjson',
      ...{ q: positionals.join(' '), columns, zone },
    };
    if (output === '-') await print(asked, world);
    else await save(fileIn(output, format), asked, { ...world, isParquet });
    return true;
  },
});

/** Here, so that nothing is begun for what the server refuses. */
function checkColumns(columns: string): void {
  try {
    namedColumns(columns);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new CliProblem(error.message, EXIT.usage, { cause: error });
  }
}

/** In a folder the file has a name of ours. */
function fileIn(output: string, format: string): string {
  const isFolder = statSync(output, { throwIfNoEntry: false })?.isDirectory();
  return isFolder ? join(output, `runlens.${format}`) : output;
}

async function print(asked: ExportAsked, { place, terminal }: World): Promise<void> {
  const plain = asked.format === 'csv' ? plainText : plainJson;
  for await (const { bytes } of readExport(place(), asked, { after: null, say: terminal.say })) {
    const text = bytes.toString('utf8').slice(0, -1);
    if (!terminal.isScreen) await terminal.print(text);
    else for (const line of text.split('\n')) await terminal.print(plain(line.replace(/\r$/, '')));
  }
}

async function save(
  path: string,
  asked: ExportAsked,
  { place, terminal, isParquet }: World & { isParquet: boolean },
): Promise<void> {
  const server = place();
  // Of a key the hash: the note beside a file is nobody's secret.
  const project = createHash('sha256').update(server.key).digest('hex').slice(0, 12);
  const part = await PartFile.open(
    path,
    JSON.stringify({ ...asked, isParquet, url: server.url, project }),
  );
  const far = () => `${formatCount(part.rows)} rows, ${formatBytes(part.bytes)}`;
  if (part.rows > 0) terminal.say(`going on behind ${far()} of an export that was interrupted`);
  try {
    const from = { after: part.lastId, say: terminal.say };
    for await (const whole of readExport(server, asked, from)) {
      await part.add(whole);
      terminal.progress(far());
    }
  } catch (error) {
    await part.leave();
    terminal.progress('');
    if (part.rows > 0) terminal.say(`${far()} are kept: the same command goes on behind them`);
    throw error;
  }
  // The first line of CSV is its heading.
  const rows = asked.format === 'csv' ? part.rows - 1 : part.rows;
  if (isParquet) await convert(part, path, terminal.progress);
  else await part.finish();
  terminal.progress('');
  await terminal.print(plainText(`${path}: ${formatCount(rows)} executions`));
}

async function convert(
  part: PartFile,
  path: string,
  progress: (line: string) => void,
): Promise<void> {
  const made = `${path}.part.parquet`;
  try {
    await writeParquet(part.partPath, made, (rows) =>
      progress(`${formatCount(rows)} of ${formatCount(part.rows)} rows in Parquet`),
    );
    await part.finish(made);
  } catch (error) {
    await rm(made, { force: true });
    const message = `${path} was not written: ${(error as Error).message}`;
    throw new CliProblem(message, EXIT.refused, { cause: error });
  }
}

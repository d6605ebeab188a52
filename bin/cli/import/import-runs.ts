import { ingestReportSchema } from '@/lib/contract/ingest-report';
import { IMPORT_FORMATS, type ImportFormat } from '@/lib/dialects/import-format';
import { MAX_INGEST_BYTES } from '@/lib/domain/limits';
import { askServer } from '../ask-server';
import { CliProblem, EXIT } from '../cli-problem';
import { defineCommand } from '../define-command';
import type { ServerPlace } from '../server-place';
import type { Terminal } from '../terminal';
import { withPatience } from '../with-patience';
import type { ImportItem } from './import-item';
import { importItems } from './import-items';
import { ImportReport } from './import-report';

/** Items of one request, or fewer when they have so many characters together. */
const BATCH_ITEMS = 1_000;
const BATCH_CHARACTERS = 4_000_000;

/** What was not read of a body is a refusal of its own. */
const answerSchema = ingestReportSchema.omit({ stopped: true });

type Sendable = ImportItem & { ok: true };

/**
 * `import FILE`: sends what an export holds, and says of each item that was not taken which and why. The same
 * file may be sent again after anything went wrong: what is stored counts as a duplicate.
 */
export const importRuns = defineCommand({
  name: 'import',
  args: 'FILE... (or -)',
  about: 'sends executions of an export: ours, or of another system',
  options: {
    format: { type: 'string', values: IMPORT_FORMATS },
    'job-logs': { type: 'string', hint: 'FOLDER' },
    logs: { type: 'string', hint: 'ZIP' },
    json: { type: 'boolean', default: false },
  },
  run: async ({ values, positionals }, { place, terminal }) => {
    if (positionals.length === 0) {
      throw new CliProblem('name a file to import, or - for what comes in', EXIT.usage);
    }
    const report = new ImportReport(terminal, values.json);
    const server = place();
    let format: ImportFormat | null = (values.format as ImportFormat | undefined) ?? null;
    const items = importItems({
      files: positionals,
      format,
      jobLogs: values['job-logs'] ?? null,
      logsZip: values.logs ?? null,
      onFormat: (found) => {
        format = found;
      },
    });
    const batch = new Batch(server, terminal, report);
    try {
      for await (const item of items) {
        if (item.ok) await batch.add(item);
        else await report.unread(item);
      }
      await batch.send();
    } catch (error) {
      terminal.progress('');
      terminal.say(`${report.summary()} before it stopped. Import the same again:${AGAIN}`);
      throw error;
    }
    terminal.progress('');
    await report.end(format ?? 'nothing');
    return report.counts.rejected === 0;
  },
});

const AGAIN = ' what is stored counts as a duplicate, not as another copy';

class Batch {
  private items: Sendable[] = [];
  private characters = 0;

  constructor(
    private readonly server: ServerPlace,
    private readonly terminal: Terminal,
    private readonly report: ImportReport,
  ) {}

  async add(item: Sendable): Promise<void> {
    const { length } = item.text;
    // A character is up to three bytes: where it is near the limit only the bytes tell.
    if (length * 3 > MAX_INGEST_BYTES && Buffer.byteLength(item.text) + 2 > MAX_INGEST_BYTES) {
      const message = `More than ${MAX_INGEST_BYTES / 1024 / 1024} MB`;
      const { place, id } = item;
      return this.report.unread({ ok: false, place, id, code: 'too_large', message });
    }
    const isFull = this.items.length >= BATCH_ITEMS || this.characters + length > BATCH_CHARACTERS;
    if (isFull) await this.send();
    this.items.push(item);
    this.characters += length;
  }

  /** Settles when the server has committed them. */
  async send(): Promise<void> {
    const { items } = this;
    this.items = [];
    this.characters = 0;
    if (items.length === 0) return;
    const body = `[${items.map(({ text }) => text).join(',\n')}]`;
    // 422 is the answer where none of them could be stored, with the reasons.
    const ask = { method: 'POST', body, accepts: 422 } as const;
    const answer = await withPatience(
      () => askServer(this.server, '/api/v1/executions', ask),
      this.terminal.say,
    );
    const report = answerSchema.parse(await answer.json());
    await this.report.sent(items, report);
    this.terminal.progress(this.report.summary());
  }
}

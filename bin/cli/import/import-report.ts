import type { IngestReport } from '@/lib/contract/ingest-report';
import { formatCount } from '@/lib/format/format-count';
import { plainJson } from '../plain-json';
import { plainText } from '../plain-text';
import type { Terminal } from '../terminal';
import type { ImportItem } from './import-item';

/** What became of the items: told as they come, and added up at the end. */
export class ImportReport {
  readonly counts = { read: 0, accepted: 0, duplicates: 0, rejected: 0, altered: 0 };
  /** How many items had a field for which there is no place. */
  private readonly kept = new Map<string, number>();

  constructor(
    private readonly terminal: Terminal,
    private readonly isJson: boolean,
  ) {}

  async unread(item: ImportItem & { ok: false }): Promise<void> {
    this.counts.read += 1;
    await this.reject(item, item);
  }

  /** The answer to a batch. */
  async sent(
    batch: readonly (ImportItem & { ok: true })[],
    report: Omit<IngestReport, 'stopped'>,
  ): Promise<void> {
    this.counts.read += batch.length;
    this.counts.accepted += report.accepted;
    this.counts.duplicates += report.duplicates;
    for (const name of batch.flatMap(({ kept }) => kept)) {
      this.kept.set(name, (this.kept.get(name) ?? 0) + 1);
    }
    for (const { index, ...refusal } of report.rejected) {
      const item = batch[index];
      // What is stored under its id and time is the whole of it.
      if (item?.isRow && refusal.code === 'conflict') this.counts.duplicates += 1;
      else if (item) await this.reject(item, refusal);
    }
    for (const { index, id, alterations } of report.altered) {
      this.counts.altered += 1;
      const { place = '' } = batch[index] ?? {};
      if (this.isJson) await this.json({ kind: 'altered', place, id, alterations });
    }
  }

  async end(format: string): Promise<void> {
    const kept = Object.fromEntries(this.kept);
    if (this.isJson) {
      return this.json({ kind: 'summary', format, ...this.counts, kept_in_attributes: kept });
    }
    const names = Array.from(
      this.kept,
      ([name, count]) => `${plainText(name)} (${formatCount(count)})`,
    );
    if (names.length > 0) await this.terminal.print(`kept in attributes: ${names.join(', ')}`);
    const { altered } = this.counts;
    if (altered > 0) {
      const what = `${formatCount(altered)} stored, but not exactly as sent`;
      await this.terminal.print(`${what}: --json lists what was changed, and so do their logs`);
    }
    await this.terminal.print(`${format}: ${this.summary()}`);
  }

  /** `16 read: 12 accepted, 3 duplicates, 1 rejected`. */
  summary(): string {
    const { read, accepted, duplicates, rejected } = this.counts;
    const parts = { accepted, duplicates, rejected };
    const words = Object.entries(parts).map(([word, count]) => `${formatCount(count)} ${word}`);
    return `${formatCount(read)} read: ${words.join(', ')}`;
  }

  private async reject(
    item: ImportItem,
    refusal: { code: string; message: string },
  ): Promise<void> {
    this.counts.rejected += 1;
    const { place, id } = item;
    const { code, message } = refusal;
    if (this.isJson) return this.json({ kind: 'rejected', place, id, code, message });
    const named = id === null ? place : `${place} (${id})`;
    await this.terminal.print(plainText(`rejected: ${named}: ${code}: ${message}`));
  }

  private json(line: object): Promise<void> {
    return this.terminal.print(plainJson(JSON.stringify(line)));
  }
}

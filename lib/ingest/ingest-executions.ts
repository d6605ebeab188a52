import type { IngestReport } from '@/lib/contract/ingest-report';
import { storeExecutions } from '@/lib/db/executions/store-executions';
import type { Alteration } from '@/lib/domain/execution';
import type { IncomingExecution } from '@/lib/domain/incoming-execution';
import { MAX_INGEST_ITEMS } from '@/lib/domain/limits';
import type { ProjectId } from '@/lib/domain/project';
import { env } from '@/lib/env';
import { countedByCode } from './alteration-log';
import { BodyStop } from './body-stop';
import { Pacer } from './pacer';
import { parseExecution } from './parse-execution';
import { type BodyHeaders, readBody } from './read-body';
import type { SplitItem } from './split-item';
import { splitItems } from './split-items';

/** Items of one transaction, or fewer when they hold this many characters together. */
const BATCH_ITEMS = 200;
const BATCH_CHARACTERS = 4_000_000;
/** Alterations that one answer lists word by word; the log page of each execution has all of its own. */
const MAX_LISTED_ALTERATIONS = 10_000;
const DAY_MS = 86_400_000;

/**
 * Reads, checks and stores the executions of one request while its body comes in. What a report calls
 * accepted is committed. A bad item never harms its neighbours; a body that cannot be read to its end
 * leaves what came before it stored, and `stopped` says why.
 */
export function ingestExecutions(
  projectId: ProjectId,
  body: ReadableStream<Uint8Array> | null,
  headers: BodyHeaders,
  options: ItemOptions = {},
): Promise<IngestReport> {
  const pacer = new Pacer();
  return ingestItems(projectId, splitItems(readBody(body, headers), pacer), { ...options, pacer });
}

interface ItemOptions {
  now?: Date;
  retentionDays?: number;
}

/**
 * The same for items that are texts already.
 * @param options.joins whether messages belong to whatever is stored under their external id
 * @param options.batchItems items of one transaction
 * @param options.maxItems after so many it stops; Infinity where something else bounds them
 */
export async function ingestItems(
  projectId: ProjectId,
  items: AsyncIterable<SplitItem>,
  options: ItemOptions & { pacer: Pacer; joins?: boolean; batchItems?: number; maxItems?: number },
): Promise<IngestReport> {
  const clock = {
    now: options.now ?? new Date(),
    retentionDays: options.retentionDays ?? env().retentionDays,
  };
  const keptSinceMs = clock.now.getTime() - clock.retentionDays * DAY_MS;
  const run = new IngestRun(projectId, keptSinceMs, options.batchItems ?? BATCH_ITEMS);
  const { pacer, maxItems = MAX_INGEST_ITEMS } = options;
  try {
    for await (const item of items) {
      const { index } = run;
      if (index >= maxItems) {
        const message = `More than ${maxItems} items: send them in several requests`;
        throw new BodyStop('too_large', message);
      }
      const parsed = item.ok
        ? await parseExecution(item, { projectId, clock, index, pacer, joins: options.joins })
        : item;
      if (parsed.ok) await run.add(parsed.execution);
      else run.reject(parsed.refusal);
    }
  } catch (error) {
    await run.finish();
    if (!(error instanceof BodyStop)) throw error;
    return run.report({ code: error.code, message: error.message });
  }
  await run.finish();
  return run.report(null);
}

/** Collects messages into batches; one is stored while the next one is read. */
class IngestRun {
  private readonly ids: (string | null)[] = [];
  private readonly rejected: IngestReport['rejected'] = [];
  private readonly altered: IngestReport['altered'] = [];
  private accepted = 0;
  private duplicates = 0;
  private listed = 0;
  private batch: { index: number; execution: IncomingExecution }[] = [];
  private batchSize = 0;
  private storing: Promise<void> = Promise.resolve();

  constructor(
    private readonly projectId: ProjectId,
    private readonly keptSinceMs: number,
    private readonly batchItems: number,
  ) {}

  /** Place of the next item. */
  get index(): number {
    return this.ids.length;
  }

  reject(refusal: { code: string; message: string }): void {
    this.rejected.push({ index: this.index, ...refusal });
    this.ids.push(null);
  }

  async add(execution: IncomingExecution): Promise<void> {
    const isFull =
      this.batch.length >= this.batchItems || this.batchSize + execution.size > BATCH_CHARACTERS;
    if (isFull) await this.flush();
    this.batch.push({ index: this.index, execution });
    this.batchSize += execution.size;
    this.ids.push(null);
  }

  async finish(): Promise<void> {
    await this.flush();
    await this.storing;
  }

  report(stopped: IngestReport['stopped']): IngestReport {
    const { accepted, duplicates, altered, ids } = this;
    const byIndex = (a: { index: number }, b: { index: number }) => a.index - b.index;
    const rejected = this.rejected.sort(byIndex);
    return { accepted, duplicates, rejected, altered, ids, read: ids.length, stopped };
  }

  private async flush(): Promise<void> {
    await this.storing;
    const { batch } = this;
    this.batch = [];
    this.batchSize = 0;
    if (batch.length === 0) return;
    this.storing = this.store(batch);
    // Whoever waits next gets the error; until then nobody does, which must not end the process.
    this.storing.catch(() => undefined);
  }

  private async store(batch: { index: number; execution: IncomingExecution }[]): Promise<void> {
    const executions = batch.map(({ execution }) => execution);
    const { projectId, keptSinceMs } = this;
    const verdicts = await storeExecutions(projectId, executions, { keptSinceMs });
    for (const [place, { index, execution }] of batch.entries()) {
      const verdict = verdicts[place];
      if (!verdict) throw new Error('a batch came back with too few verdicts');
      if (verdict.kind === 'rejected') {
        const { code, message } = verdict;
        this.rejected.push({ index, code, message });
        continue;
      }
      this.ids[index] = verdict.id;
      if (verdict.kind === 'accepted') this.accepted += 1;
      else this.duplicates += 1;
      this.note(index, verdict.id, [...execution.alterations, ...verdict.alterations]);
    }
  }

  private note(index: number, id: string, alterations: Alteration[]): void {
    if (alterations.length === 0) return;
    this.listed += alterations.length;
    const isListed = this.listed <= MAX_LISTED_ALTERATIONS;
    this.altered.push({
      index,
      id,
      alterations: isListed ? alterations : countedByCode(alterations),
    });
  }
}

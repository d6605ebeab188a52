import { ID_COLUMN, namedColumns } from '@/lib/query-state/named-columns';
import { askServer } from '../ask-server';
import { CliProblem, EXIT } from '../cli-problem';
import type { ServerPlace } from '../server-place';
import { withPatience } from '../with-patience';
import { RecordCutter, type WholeRecords } from './record-cutter';

export interface ExportAsked {
  format: 'ndjson' | 'csv';
  q: string;
  columns: string;
  zone: string;
}

/** The last line of NDJSON: without it the export broke off. */
const END = /^\{"end":true,"count":\d+\}\n$/;
/** Times that a line may break in a row before nothing of it has come. */
const MOST_BREAKS = 5;

/**
 * The rows of an export in whole records, behind `after`. A line that breaks is taken up behind the last row.
 * Throws CliProblem where it cannot be gone on with.
 */
export async function* readExport(
  place: ServerPlace,
  asked: ExportAsked,
  { after, say }: { after: string | null; say: (line: string) => void },
): AsyncGenerator<WholeRecords> {
  let cursor = after;
  const addsId = lacksId(asked);
  const columns = addsId ? `${ID_COLUMN},${asked.columns}` : asked.columns;
  for (let breaks = 0; ; ) {
    const answer = await withPatience(
      () => askServer(place, pathOf({ ...asked, columns }, cursor)),
      say,
    );
    const cutter = new RecordCutter(asked.format, addsId);
    try {
      for await (const chunk of (answer.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
        const found = cutter.cut(chunk);
        if (!found) continue;
        const { whole, isEnd } =
          asked.format === 'csv' ? { whole: found, isEnd: false } : withoutEnd(found);
        if (whole.rows > 0) yield whole;
        cursor = whole.lastId ?? cursor;
        if (whole.lastId !== null) breaks = 0;
        if (isEnd) return;
      }
      if (asked.format === 'csv' && !cutter.isCut) return;
    } catch (error) {
      // fetch says of a line that broke off that it is a TypeError.
      if (!(error instanceof TypeError)) throw error;
    }
    breaks += 1;
    if (breaks > MOST_BREAKS) {
      throw new CliProblem(`the line to ${place.url} breaks again and again`, EXIT.notReached);
    }
    say(`the line to ${place.url} broke: going on behind the last row`);
  }
}

/** Whether the columns are such that a row would not begin with its id, behind which a broken line is taken up. */
function lacksId({ format, columns }: ExportAsked): boolean {
  if (format !== 'csv') return false;
  const named = namedColumns(columns);
  return named !== null && named[0] !== ID_COLUMN;
}

function pathOf({ format, q, columns, zone }: ExportAsked, cursor: string | null): string {
  const search = new URLSearchParams({ format });
  const given = { q, zone, cols: columns, cursor: cursor ?? '' };
  for (const [name, value] of Object.entries(given)) if (value) search.set(name, value);
  return `/api/v1/export?${search}`;
}

/** The last line is no row. */
function withoutEnd(found: WholeRecords): { whole: WholeRecords; isEnd: boolean } {
  const { bytes, rows } = found;
  if (found.lastId !== null) return { whole: found, isEnd: false };
  const start = bytes.lastIndexOf(10, bytes.length - 2) + 1;
  if (!END.test(bytes.toString('utf8', start))) return { whole: found, isEnd: false };
  return { whole: { bytes: bytes.subarray(0, start), rows: rows - 1, lastId: null }, isEnd: true };
}

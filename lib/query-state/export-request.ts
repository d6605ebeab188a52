import { z } from 'zod';
import { AppError } from '@/lib/domain/app-error';
import { type ColumnKey, shownColumns } from '@/lib/domain/column-layout';
import { type ExecutionId, isExecutionId } from '@/lib/domain/execution-id';
import { isTimeZone } from '@/lib/format/format-time';
import { parseColumns } from './column-text';
import { type ExecutionParams, parseExecutionParams } from './execution-params';
import { parseListRequest } from './list-request';
import { COLUMN_NAME_LIST, ID_COLUMN, namedColumns } from './named-columns';
import { requireQuery } from './require-query';

/** Ids that one request may name; more of them are a frozen selection. */
const MAX_EXPORT_IDS = 20_000;

const EXPORT_FORMATS = ['ndjson', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What is exported: all that a screen lists, a frozen selection, or executions by their ids. */
export type ExportSource =
  | { params: ExecutionParams }
  | { selection: string }
  | { ids: readonly ExecutionId[] };

export interface ExportRequest {
  format: ExportFormat;
  /** From left to right; `id` and paths are among them. */
  columns: readonly ColumnKey[];
  /** IANA zone of the times. */
  zone: string;
  source: ExportSource;
  /** The last execution that whoever asks has: the export goes on behind it. */
  after: ExecutionId | null;
}

const style = {
  format: z
    .enum(EXPORT_FORMATS, { error: `is none of ${EXPORT_FORMATS.join(', ')}` })
    .default('ndjson'),
  zone: z
    .string()
    .refine(isTimeZone, 'is no time zone')
    .default('UTC')
    .describe('IANA name of the zone of its times'),
  cols: z.string().max(10_000).default(''),
};

/** How `GET /api/v1/export` is to be written. */
export const exportStyleShape = z.object({
  ...style,
  cols: style.cols.describe(
    `Columns of CSV by their names in its heading, as \`id,status,ctx.part.id\`: exactly those, in that order. They are ${COLUMN_NAME_LIST}, and paths of the context (\`ctx.\`) and the attributes (\`attr.\`). NDJSON has all members always, and those paths under \`paths\`. Without it the columns of a screen; \`cols\` of the URL of a screen is taken as well`,
  ),
});

const queryShape = z.object({ ...style, selection: z.uuid().optional() });
const bodyShape = z.object({
  ...style,
  ids: z
    .array(z.string().refine(isExecutionId, 'holds what is no execution id'))
    .min(1)
    .max(MAX_EXPORT_IDS, `holds more than ${MAX_EXPORT_IDS}`),
});

/** Throws `invalid_input`. */
function checked<S extends z.ZodType>(shape: S, given: unknown): z.output<S> {
  const parsed = shape.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new AppError('invalid_input', `${String(issue?.path[0] ?? 'The body')} ${issue?.message}`);
}

/** The id, which every other answer of the API is found by, then those of a screen. */
const columnsOf = (cols: string) => [
  ID_COLUMN,
  ...shownColumns(parseColumns(cols)).map(({ key }) => key),
];

/** The query of the dashboard's own route: the screen's parameters, or a selection. */
export function parseExportQuery(search: URLSearchParams): ExportRequest {
  const { cols, selection, ...rest } = checked(queryShape, Object.fromEntries(search));
  const params = parseExecutionParams(search);
  requireQuery(params.q);
  const source = selection ? { selection } : { params };
  return { ...rest, columns: columnsOf(cols), source, after: null };
}

/** The body of the dashboard's own route: executions by their ids. */
export async function parseExportBody(request: Request): Promise<ExportRequest> {
  const { cols, ids, ...rest } = checked(bodyShape, await request.json().catch(() => null));
  return { ...rest, columns: columnsOf(cols), source: { ids }, after: null };
}

const OWN = ['format', 'zone', 'cols'];
/** All that matches is exported: there are no pages. */
const NO_PAGES = ['limit'];

/**
 * The query of `GET /api/v1/export`: that of a list, and how to write it. With `cursor`, the id of the last
 * row that came, an export that broke off goes on. Refuses what makes no sense.
 */
export function parseApiExport(search: URLSearchParams): ExportRequest {
  const own = new URLSearchParams();
  const list = new URLSearchParams();
  for (const [name, value] of search) {
    if (NO_PAGES.includes(name)) {
      throw new AppError('invalid_input', `An export has no ${name}: it is all that matches`);
    }
    (OWN.includes(name) ? own : list).append(name, value);
  }
  const { cols, ...rest } = checked(exportStyleShape, Object.fromEntries(own));
  const { params, cursor } = parseListRequest(list);
  const columns = namedColumns(cols) ?? columnsOf(cols);
  return { ...rest, columns, source: { params }, after: cursor };
}

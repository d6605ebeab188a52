import { VALUE_FIELDS, type ValueField } from '@/lib/domain/execution-columns';
import { type ExecutionId, isExecutionId } from '@/lib/domain/execution-id';
import { isStatus } from '@/lib/domain/status';
import { type TimeRange, timeBoundMs } from '@/lib/domain/time-range';
import { parseColumns, printColumns } from './column-text';
import { parseValueList, printValueList } from './value-list';

/** What the screen of executions shows, as its URL says it. */
export interface ExecutionParams {
  search: string;
  values: Record<ValueField, readonly string[]>;
  range: TimeRange;
  minMs: number | null;
  maxMs: number | null;
  /** Newest first unless `oldest`. */
  order: 'newest' | 'oldest';
  /** Where the list begins: the row that somebody came back to. */
  at: ExecutionId | null;
  /** The execution in quick view. */
  quick: ExecutionId | null;
  /** Id of the saved view that is open; `all` for none where one would open by itself. */
  view: string | null;
  /** The columns as column-text.ts writes them; null for those of whoever looks. */
  cols: string | null;
}

/** The spelling of a field in a URL and in the API. */
export const PARAM_OF: Record<ValueField, string> = {
  status: 'status',
  event: 'event',
  target: 'target',
  action: 'action',
  triggeredBy: 'triggered_by',
  environment: 'environment',
};

export const NO_VALUES: Record<ValueField, readonly string[]> = {
  status: [],
  event: [],
  target: [],
  action: [],
  triggeredBy: [],
  environment: [],
};

/** The `view` of the plain list. */
export const ALL_EXECUTIONS = 'all';

export const NO_PARAMS: ExecutionParams = {
  search: '',
  values: NO_VALUES,
  range: { since: null, until: null },
  minMs: null,
  maxMs: null,
  order: 'newest',
  at: null,
  quick: null,
  view: null,
  cols: null,
};

function milliseconds(text: string | null): number | null {
  if (text === null || !/^\d{1,12}(\.\d{1,6})?$/.test(text)) return null;
  return Number(text);
}

function bound(text: string | null): string | null {
  return text !== null && timeBoundMs(text, 0) !== null ? text : null;
}

function id(text: string | null): ExecutionId | null {
  return text !== null && isExecutionId(text) ? text : null;
}

function view(text: string | null): string | null {
  return text === ALL_EXECUTIONS ? text : id(text);
}

function columns(text: string | null): string | null {
  return text === null ? null : printColumns(parseColumns(text));
}

/** Never throws: what cannot be read falls back to the default of its own parameter. */
export function parseExecutionParams(params: URLSearchParams): ExecutionParams {
  const values = { ...NO_VALUES };
  for (const field of VALUE_FIELDS) {
    const all = params.getAll(PARAM_OF[field]).flatMap(parseValueList);
    values[field] = field === 'status' ? all.filter(isStatus) : all;
  }
  return {
    search: params.get('q') ?? '',
    values,
    range: { since: bound(params.get('since')), until: bound(params.get('until')) },
    minMs: milliseconds(params.get('min_ms')),
    maxMs: milliseconds(params.get('max_ms')),
    order: params.get('order') === 'oldest' ? 'oldest' : 'newest',
    at: id(params.get('at')),
    quick: id(params.get('quick')),
    view: view(params.get('view')),
    cols: columns(params.get('cols')),
  };
}

/** `''` or `?…`; defaults are left out, so equal screens have equal URLs. */
export function printExecutionParams(params: ExecutionParams): string {
  const out = new URLSearchParams();
  if (params.search !== '') out.set('q', params.search);
  for (const field of VALUE_FIELDS) {
    if (params.values[field].length > 0)
      out.set(PARAM_OF[field], printValueList(params.values[field]));
  }
  if (params.range.since) out.set('since', params.range.since);
  if (params.range.until) out.set('until', params.range.until);
  if (params.minMs !== null) out.set('min_ms', String(params.minMs));
  if (params.maxMs !== null) out.set('max_ms', String(params.maxMs));
  if (params.order === 'oldest') out.set('order', 'oldest');
  if (params.at) out.set('at', params.at);
  if (params.quick) out.set('quick', params.quick);
  if (params.view) out.set('view', params.view);
  if (params.cols !== null) out.set('cols', params.cols);
  const text = out.toString().replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%40', '@');
  return text === '' ? '' : `?${text}`;
}

/** The part of the parameters that decides which rows match; two screens with equal ones list the same. */
export function printExecutionFilter(params: ExecutionParams): string {
  return printExecutionParams({ ...params, at: null, quick: null, view: null, cols: null });
}

/** The screen but for the place in it: what a link away from the list keeps, so that it leads back. */
export function printExecutionPlace(params: ExecutionParams): string {
  return printExecutionParams({ ...params, at: null, quick: null });
}

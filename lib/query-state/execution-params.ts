import { type ExecutionId, isExecutionId } from '@/lib/domain/execution-id';
import type { Term } from '@/lib/domain/query';
import { type TimeRange, timeBoundMs } from '@/lib/domain/time-range';
import { parseColumns, printColumns } from './column-text';
import { addTerm } from './edit-query';
import { parseValueList } from './value-list';

/** What the screen of executions shows, as its URL says it. */
export interface ExecutionParams {
  /** The query as it was typed. The bar, the facets and the chips all edit this text. */
  q: string;
  range: TimeRange;
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

/** Fields that a URL and the API may name beside `q`; each becomes a term of the query. */
export const PARAM_FIELDS = [
  'status',
  'event',
  'target',
  'action',
  'triggered_by',
  'environment',
] as const;

/** The `view` of the plain list. */
export const ALL_EXECUTIONS = 'all';

export const NO_PARAMS: ExecutionParams = {
  q: '',
  range: { since: null, until: null },
  order: 'newest',
  at: null,
  quick: null,
  view: null,
  cols: null,
};

function milliseconds(text: string | null): string | null {
  return text !== null && /^\d{1,12}(\.\d{1,6})?$/.test(text) ? String(Number(text)) : null;
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

/**
 * The bounds that are no time, as a clause that the screen then says it does not understand: listed
 * without them, a link that was cut would be another screen.
 */
function faultyBounds(params: URLSearchParams): Term[] {
  const [min = null, max = null] = ['since', 'until'].map((name) => {
    const value = params.get(name);
    return value && bound(value) === null ? { value, inclusive: true } : null;
  });
  return min || max ? [{ kind: 'range', field: 'created', min, max }] : [];
}

/** The terms that parameters beside `q` stand for. */
function termsOf(params: URLSearchParams): Term[] {
  const named = PARAM_FIELDS.flatMap((field): Term[] => {
    const values = params.getAll(field).flatMap(parseValueList);
    return values.length > 0 ? [{ kind: 'is', field, values }] : [];
  });
  const terms = [...named, ...faultyBounds(params)];
  const [min, max] = ['min_ms', 'max_ms'].map((name) => milliseconds(params.get(name)));
  if (!min && !max) return terms;
  const inclusive = (value: string | null | undefined) =>
    value ? { value, inclusive: true } : null;
  return [...terms, { kind: 'range', field: 'duration', min: inclusive(min), max: inclusive(max) }];
}

/**
 * Never throws: a bound that is no time becomes a problem of the query, and what else cannot be read falls
 * back to the default of its own parameter.
 */
export function parseExecutionParams(params: URLSearchParams): ExecutionParams {
  return {
    q: termsOf(params).reduce(addTerm, params.get('q') ?? ''),
    range: { since: bound(params.get('since')), until: bound(params.get('until')) },
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
  if (params.q !== '') out.set('q', params.q);
  if (params.range.since) out.set('since', params.range.since);
  if (params.range.until) out.set('until', params.range.until);
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

/** Whether anything narrows the list. */
export function isFiltered({ q, range }: ExecutionParams): boolean {
  return q.trim() !== '' || range.since !== null || range.until !== null;
}

import { ACTIVE_STATES, ERROR_GROUP_STATES, type ErrorGroupState } from '@/lib/domain/error-group';
import { type TimeRange, timeBoundMs } from '@/lib/domain/time-range';

/** Which groups are shown, by state. */
export const ERROR_VIEWS = ['unresolved', 'reopened', 'resolved', 'ignored', 'all'] as const;

export type ErrorView = (typeof ERROR_VIEWS)[number];

export const STATES_OF_VIEW: Record<ErrorView, readonly ErrorGroupState[]> = {
  unresolved: ACTIVE_STATES,
  reopened: ['reopened'],
  resolved: ['resolved'],
  ignored: ['ignored'],
  all: ERROR_GROUP_STATES,
};

export const ERROR_SORTS = ['count', 'people', 'first', 'last'] as const;

export type ErrorSort = (typeof ERROR_SORTS)[number];

/** Rows of a screen, and of every step of more. */
export const ERROR_PAGE_SIZE = 100;
export const MAX_ERROR_ROWS = 1_000;

/** What the screen of error groups shows, as its URL says it. */
export interface ErrorParams {
  view: ErrorView;
  action: string | null;
  /** Occurs, in any case, in what a row says. */
  find: string;
  range: TimeRange;
  /** Most, or newest, first. */
  sort: ErrorSort;
  /** The other way round. */
  isReversed: boolean;
  rows: number;
}

export const NO_ERROR_PARAMS: ErrorParams = {
  view: 'unresolved',
  action: null,
  find: '',
  range: { since: null, until: null },
  sort: 'count',
  isReversed: false,
  rows: ERROR_PAGE_SIZE,
};

/** Never throws: what cannot be read falls back to the default of its own parameter. */
export function parseErrorParams(params: URLSearchParams): ErrorParams {
  const rows = Number(params.get('rows'));
  return {
    view: ERROR_VIEWS.find((view) => view === params.get('state')) ?? NO_ERROR_PARAMS.view,
    action: params.get('action') || null,
    find: params.get('find') ?? '',
    range: { since: bound(params.get('since')), until: bound(params.get('until')) },
    sort: ERROR_SORTS.find((sort) => sort === params.get('sort')) ?? NO_ERROR_PARAMS.sort,
    isReversed: params.get('order') === 'reversed',
    rows: Number.isInteger(rows) && rows > 0 ? Math.min(rows, MAX_ERROR_ROWS) : ERROR_PAGE_SIZE,
  };
}

/** `''` or `?…`; defaults are left out, so equal screens have equal URLs. */
export function printErrorParams(params: ErrorParams): string {
  const out = new URLSearchParams();
  if (params.view !== NO_ERROR_PARAMS.view) out.set('state', params.view);
  if (params.action !== null) out.set('action', params.action);
  if (params.find !== '') out.set('find', params.find);
  if (params.range.since) out.set('since', params.range.since);
  if (params.range.until) out.set('until', params.range.until);
  if (params.sort !== NO_ERROR_PARAMS.sort) out.set('sort', params.sort);
  if (params.isReversed) out.set('order', 'reversed');
  if (params.rows !== ERROR_PAGE_SIZE) out.set('rows', String(params.rows));
  const text = out.toString().replaceAll('%3A', ':');
  return text === '' ? '' : `?${text}`;
}

/** Whether anything but the view narrows the list. */
export function isNarrowed({ action, find, range }: ErrorParams): boolean {
  return action !== null || find.trim() !== '' || range.since !== null || range.until !== null;
}

function bound(text: string | null): string | null {
  return text !== null && timeBoundMs(text, 0) !== null ? text : null;
}

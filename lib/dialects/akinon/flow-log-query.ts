import { AppError } from '@/lib/domain/app-error';

/** 1 main logs (executions), 2 sub logs (steps), 3 line logs (log entries). */
type LogType = 1 | 2 | 3;

export interface FlowLogQuery {
  projectId: string;
  flowId: string;
  type: LogType;
  page: number;
  limit: number;
  /** `filename_uuid`: of the log itself. */
  filename: string | null;
  /** `original_filename_uuid`: of the main log that it belongs to. */
  original: string | null;
  /** What the data of a line log must hold, all of it. */
  searches: readonly LineSearch[];
}

export interface LineSearch {
  field: string;
  value: string;
}

/** How deep the pages go, in logs: a page is found by reading all that comes before it. */
const MAX_DEPTH = 10_000;
const MAX_LIMIT = 100;
const DEFAULT_LIMIT = 25;
const MAX_SEARCHES = 10;

const KNOWN = ['flowId', 'log_type', 'limit', 'page', 'filename_uuid', 'original_filename_uuid'];
const SEARCH = /^search_(?:field|value)\.([1-9]\d?)$/;

/**
 * The query of Akinon's list. `projectId`, `flowId` and `log_type` have to be there; an empty value is
 * as good as none. Throws `invalid_input` for what is missing, makes no sense or is not known.
 */
export function flowLogQuery(search: URLSearchParams): FlowLogQuery {
  const unknown = Array.from(search.keys()).find(
    (name) => !KNOWN.includes(name) && !/^project[iI]d$/.test(name) && !SEARCH.test(name),
  );
  if (unknown !== undefined) {
    const known = `projectId, ${KNOWN.join(', ')}, search_field.N, search_value.N`;
    throw new AppError('invalid_input', `There is no parameter ${unknown}; known are ${known}`);
  }
  const type = [1, 2, 3].find((one) => String(one) === required(search, 'log_type'));
  if (!type) throw new AppError('invalid_input', 'log_type is 1, 2 or 3');
  const limit = whole(search, 'limit', { most: MAX_LIMIT, otherwise: DEFAULT_LIMIT });
  const page = whole(search, 'page', { most: Number.MAX_SAFE_INTEGER, otherwise: 1 });
  if (page * limit > MAX_DEPTH) {
    throw new AppError(
      'invalid_input',
      `Pages go ${MAX_DEPTH} logs deep, and page ${page} of ${limit} ends behind them. Name the main log by original_filename_uuid, or read on by cursor with GET /api/v1/executions?action=`,
    );
  }
  const searches = lineSearches(search);
  if (searches.length > 0 && type !== 3) {
    throw new AppError('invalid_input', 'search_field.N looks through line logs: log_type=3');
  }
  return {
    projectId: askedProject(search),
    flowId: required(search, 'flowId'),
    type: type as LogType,
    page,
    limit,
    filename: given(search, 'filename_uuid'),
    original: given(search, 'original_filename_uuid'),
    searches,
  };
}

/** `projectid` in the document's paths, `projectId` in its tables. */
export function askedProject(search: URLSearchParams): string {
  const [lower, camel] = [given(search, 'projectid'), given(search, 'projectId')];
  if (lower !== null && camel !== null && lower !== camel) {
    throw new AppError('invalid_input', 'projectid and projectId name two projects');
  }
  return lower ?? camel ?? required(search, 'projectId');
}

export function required(search: URLSearchParams, name: string): string {
  const value = given(search, name);
  if (value === null) throw new AppError('invalid_input', `${name} is missing`);
  return value;
}

export function given(search: URLSearchParams, name: string): string | null {
  const values = search.getAll(name);
  if (values.length > 1) throw new AppError('invalid_input', `${name} is given more than once`);
  return values[0] || null;
}

function whole(
  search: URLSearchParams,
  name: string,
  { most, otherwise }: { most: number; otherwise: number },
): number {
  const text = given(search, name) ?? String(otherwise);
  const value = /^\d{1,16}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= most) return value;
  const range = most === Number.MAX_SAFE_INTEGER ? 'from 1' : `from 1 to ${most}`;
  throw new AppError('invalid_input', `${name} is a whole number ${range}`);
}

/** The pairs of equal numbers, which begin with 1 and leave none out. */
function lineSearches(search: URLSearchParams): LineSearch[] {
  const numbers = new Set(
    Array.from(search.keys()).flatMap((name) => {
      const number = SEARCH.exec(name)?.[1];
      return number === undefined ? [] : [Number(number)];
    }),
  );
  if (numbers.size > MAX_SEARCHES) {
    throw new AppError('invalid_input', `At most ${MAX_SEARCHES} search fields can be asked for`);
  }
  return Array.from(numbers, (_, index) => {
    const number = index + 1;
    const field = required(search, `search_field.${number}`);
    // An empty value can be looked for, a missing one cannot.
    const value = given(search, `search_value.${number}`) ?? search.get(`search_value.${number}`);
    if (value === null) throw new AppError('invalid_input', `search_value.${number} is missing`);
    return { field, value };
  });
}

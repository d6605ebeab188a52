import { AppError } from '@/lib/domain/app-error';
import { type ColumnKey, MAX_PATH_COLUMNS, pathColumnKey } from '@/lib/domain/column-layout';
import { COLUMN_NAMES } from '@/lib/domain/column-names';
import { COLUMN_IDS } from '@/lib/domain/execution-columns';

/** The column of an export that no screen has. */
export const ID_COLUMN = 'id';

const KEYS = new Map<string, ColumnKey>([
  [ID_COLUMN, ID_COLUMN],
  ...COLUMN_IDS.map((id) => [COLUMN_NAMES[id], id] as const),
]);

export const COLUMN_NAME_LIST = [...KEYS.keys()].join(', ');

/** Up to the next comma that is in no quotes. */
const ITEM = /(?:"(?:[^"\\]|\\.)*"|[^,])+/g;
const QUOTED = /"(?:[^"\\]|\\.)*"/g;
/** What only `cols` of a screen has: `-event`, `*status`, `errors@status`, `target:180`, or `status-h` of old. */
const SCREEN_MARK = /^[-*]|[@:]|^[A-Za-z]+-h?\d*(?:\.|$)/;

/**
 * Columns by the names of the heading of CSV and by paths: exactly those, in that order. Null where the text is
 * empty or says what a screen has changed of its columns. Throws `invalid_input` for what is no column.
 */
export function namedColumns(text: string): ColumnKey[] | null {
  const items = (text.match(ITEM) ?? []).map((item) => item.trim()).filter((item) => item !== '');
  if (items.length === 0 || items.some((item) => SCREEN_MARK.test(item.replace(QUOTED, '')))) {
    return null;
  }
  const columns = items.map((item) => KEYS.get(item) ?? pathOf(item));
  if (new Set(columns.filter((key) => pathColumnKey(key))).size > MAX_PATH_COLUMNS) {
    throw new AppError('invalid_input', `cols has more than ${MAX_PATH_COLUMNS} paths`);
  }
  return columns;
}

function pathOf(item: string): ColumnKey {
  const path = pathColumnKey(item);
  if (path !== null) return path;
  const known = `${COLUMN_NAME_LIST}, and paths such as ctx.part.id or attr.team`;
  throw new AppError(
    'invalid_input',
    `There is no column ${item.slice(0, 100)}; there are ${known}`,
  );
}

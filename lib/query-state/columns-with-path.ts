import {
  addPathColumn,
  type ColumnLayout,
  MAX_PATH_COLUMNS,
  pathColumnKey,
} from '@/lib/domain/column-layout';
import { isColumnId } from '@/lib/domain/execution-columns';
import { printColumns } from './column-text';

/** Bytes that a browser surely keeps of a cookie. */
const MAX_COOKIE_BYTES = 3_800;

/** The columns with one more path among them, or why it cannot be one. */
export function columnsWithPath(
  layout: ColumnLayout,
  text: string,
): { layout: ColumnLayout } | { problem: string } {
  const key = pathColumnKey(text.trim());
  if (key === null) {
    return {
      problem:
        'Write a path of the context or the attributes, such as ctx.part.id or attr["status code"].',
    };
  }
  const others = layout.filter((place) => !isColumnId(place.key) && place.key !== key);
  if (others.length >= MAX_PATH_COLUMNS) {
    return { problem: `There are ${MAX_PATH_COLUMNS} paths among the columns: remove one first.` };
  }
  const next = addPathColumn(layout, key);
  if (encodeURIComponent(printColumns(next)).length > MAX_COOKIE_BYTES) {
    return { problem: 'The paths together are too long to be remembered: remove one first.' };
  }
  return { layout: next };
}

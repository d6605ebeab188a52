import {
  type ColumnKey,
  type ColumnLayout,
  type ColumnPlace,
  canHide,
  DEFAULT_LAYOUT,
  defaultWidth,
  firstPlace,
  MAX_COLUMN_WIDTH,
  MAX_PATH_COLUMNS,
  MIN_COLUMN_WIDTH,
  pathColumnKey,
} from '@/lib/domain/column-layout';
import { COLUMN_IDS, COLUMNS, isColumnId } from '@/lib/domain/execution-columns';

const KEY =
  '(?:(?:ctx|attr)(?:\\.[A-Za-z_$][\\w$]*|\\[(?:"(?:[^"\\\\]|\\\\.)*"|\\d{0,9})\\])+|[A-Za-z]+)';
const ITEM = new RegExp(`(-?)(\\*?)(${KEY})(?:(@)(${KEY})?)?(?::(\\d{1,4}))?(?=,|$)`, 'y');

/** How columns were written before they could be moved: `status-h.target-180`. */
const OLD = /^[A-Za-z]+-h?\d*(\.[A-Za-z]+-h?\d*)*$/;

interface Item extends ColumnPlace {
  /** Key of the column on its left, `''` for none; null where it stays in its place. */
  after: ColumnKey | null;
}

/**
 * What differs from the catalogue, as short as it can be said, because it is in the URL: `-event` is
 * hidden, `steps` shown although it is not at first, `*status` pinned, `target:180` so wide, `errors@status` stands on the right of status, and
 * `errors@` at the left end. A path is a column at the right end.
 */
export function printColumns(layout: ColumnLayout): string {
  const staying = stayingKeys(layout);
  const lastStaying = layout.findLastIndex(({ key }) => staying.has(key));
  return layout
    .flatMap(({ key, hidden, pinned, width }, index) => {
      const isPath = !isColumnId(key);
      const moved = !staying.has(key);
      const anchor = moved && !(isPath && index > lastStaying);
      const after = anchor ? `@${layout[index - 1]?.key ?? ''}` : '';
      const wide = width === defaultWidth(key) ? '' : `:${width}`;
      const item = `${hidden ? '-' : ''}${pinned ? '*' : ''}${key}${after}${wide}`;
      return item === untouched(key) ? [] : [item];
    })
    .join(',');
}

/** How a column of the catalogue would be written that is as it was; of a path there is none. */
function untouched(key: ColumnKey): string | null {
  if (!isColumnId(key)) return null;
  return COLUMNS[key].isExtra ? `-${key}` : key;
}

/** Never throws: what makes no sense is left out. */
export function parseColumns(text: string): ColumnLayout {
  const items = OLD.test(text) ? parseOld(text) : parseItems(text);
  if (items.length === 0) return DEFAULT_LAYOUT;
  const given = new Map(items.map((item) => [item.key, item]));
  const layout = COLUMN_IDS.filter((id) => (given.get(id)?.after ?? null) === null).map(
    (id): ColumnPlace => placeOf(given.get(id)) ?? firstPlace(id),
  );
  for (const item of items) {
    const place = placeOf(item);
    if (!place || (item.after === null && isColumnId(item.key))) continue;
    const left = layout.findIndex(({ key }) => key === item.after);
    const at = item.after === '' ? 0 : left < 0 ? layout.length : left + 1;
    layout.splice(at, 0, place);
  }
  return layout;
}

function placeOf(item: Item | undefined): ColumnPlace | undefined {
  if (!item) return undefined;
  const { after: _, ...place } = item;
  return place;
}

function parseItems(text: string): Item[] {
  const items = new Map<ColumnKey, Item>();
  let paths = 0;
  for (let at = 0; at < text.length; ) {
    ITEM.lastIndex = at;
    const match = ITEM.exec(text);
    const comma = text.indexOf(',', match ? ITEM.lastIndex : at);
    at = comma < 0 ? text.length : comma + 1;
    if (!match) continue;
    const [, hidden, pinned, name = '', moved, after = '', width] = match;
    const key = isColumnId(name) ? name : pathColumnKey(name);
    if (key === null || items.has(key)) continue;
    if (!isColumnId(key)) paths += 1;
    if (paths > MAX_PATH_COLUMNS && !isColumnId(key)) continue;
    items.set(key, {
      key,
      hidden: hidden !== '' && canHide(key),
      pinned: pinned !== '',
      width: widthOf(width, key),
      after: moved ? (after === '' ? '' : (pathColumnKey(after) ?? after)) : null,
    });
  }
  return [...items.values()];
}

function parseOld(text: string): Item[] {
  return text.split('.').flatMap((item) => {
    const [key = '', setting = ''] = item.split('-');
    if (!isColumnId(key)) return [];
    const hidden = setting.startsWith('h') && canHide(key);
    const width = widthOf(setting.replace('h', ''), key);
    return [{ key, hidden, pinned: false, width, after: null }];
  });
}

function widthOf(text: string | undefined, key: ColumnKey): number {
  const width = Number(text);
  return width >= MIN_COLUMN_WIDTH && width <= MAX_COLUMN_WIDTH ? width : defaultWidth(key);
}

/** The most columns of the catalogue that are in its order: the others have moved. */
function stayingKeys(layout: ColumnLayout): Set<ColumnKey> {
  const ids = layout.map(({ key }) => key).filter(isColumnId);
  const best: ColumnKey[][] = [];
  for (const [index, id] of ids.entries()) {
    const place = COLUMN_IDS.indexOf(id);
    let longest: ColumnKey[] = [];
    for (let before = 0; before < index; before += 1) {
      const chain = best[before] ?? [];
      const last = chain.at(-1);
      const fits = last !== undefined && isColumnId(last) && COLUMN_IDS.indexOf(last) < place;
      if (fits && chain.length > longest.length) longest = chain;
    }
    best.push([...longest, id]);
  }
  return new Set(best.reduce((a, b) => (b.length > a.length ? b : a), []));
}

import { COLUMN_IDS, COLUMNS, type ColumnId, isColumnId } from './execution-columns';
import { parsePathField, printPathField } from './query-fields';

/** A column of the catalogue, or a path in its canonical spelling: `ctx.part.id`. */
export type ColumnKey = string;

export interface ColumnPlace {
  key: ColumnKey;
  hidden: boolean;
  /** Stays in sight at the left, however far the rest is scrolled. */
  pinned: boolean;
  /** CSS pixels, whole. */
  width: number;
}

/** Every column of the catalogue once and the paths that were added, in their order. */
export type ColumnLayout = readonly ColumnPlace[];

export const MIN_COLUMN_WIDTH = 48;
export const MAX_COLUMN_WIDTH = 1_200;
/** Each of them is read from the payload of every row on the screen. */
export const MAX_PATH_COLUMNS = 8;
/** Characters. */
export const MAX_PATH_LENGTH = 200;

const PATH_WIDTH = 140;

export const defaultWidth = (key: ColumnKey) => (isColumnId(key) ? COLUMNS[key].width : PATH_WIDTH);

const newPlace = (key: ColumnKey): ColumnPlace => ({
  key,
  hidden: false,
  pinned: false,
  width: defaultWidth(key),
});

/** Of the catalogue, as it is until somebody changes it. */
export const firstPlace = (id: ColumnId): ColumnPlace => ({
  ...newPlace(id),
  hidden: COLUMNS[id].isExtra ?? false,
});

export const DEFAULT_LAYOUT: ColumnLayout = COLUMN_IDS.map(firstPlace);

/** What its title says. */
export const columnLabel = (key: ColumnKey) => (isColumnId(key) ? COLUMNS[key].label : key);

/** The time says which run it is, and leads to it. */
export const canHide = (key: ColumnKey) => key !== 'createdAt';

/** The one spelling of a path that can be a column, or null. */
export function pathColumnKey(text: string): ColumnKey | null {
  const path = text.length <= MAX_PATH_LENGTH ? parsePathField(text) : null;
  const key = path && printPathField(path);
  return key && key.length <= MAX_PATH_LENGTH ? key : null;
}

export const pathsOf = (layout: ColumnLayout): ColumnKey[] =>
  layout.filter(({ key, hidden }) => !hidden && !isColumnId(key)).map(({ key }) => key);

/** As they stand from left to right: the pinned ones first. */
export const inDisplayOrder = (layout: ColumnLayout): ColumnLayout => [
  ...layout.filter(({ pinned }) => pinned),
  ...layout.filter(({ pinned }) => !pinned),
];

export const shownColumns = (layout: ColumnLayout): ColumnLayout =>
  inDisplayOrder(layout).filter(({ hidden }) => !hidden);

export function changeColumn(
  layout: ColumnLayout,
  key: ColumnKey,
  change: Partial<Pick<ColumnPlace, 'hidden' | 'pinned' | 'width'>>,
): ColumnLayout {
  return layout.map((place) => (place.key === key ? { ...place, ...change } : place));
}

/** Puts a column directly before or after another, and into its half: pinned or not. */
export function moveColumn(
  layout: ColumnLayout,
  key: ColumnKey,
  beside: ColumnKey,
  side: 'before' | 'after',
): ColumnLayout {
  const moved = layout.find((place) => place.key === key);
  const rest = layout.filter((place) => place.key !== key);
  const at = rest.findIndex((place) => place.key === beside);
  const neighbour = rest[at];
  if (!moved || !neighbour) return layout;
  return rest.toSpliced(side === 'before' ? at : at + 1, 0, { ...moved, pinned: neighbour.pinned });
}

/** One place to the left (-1) or right (1) among what is shown of its half; at the end of it nothing. */
export function stepColumn(layout: ColumnLayout, key: ColumnKey, by: -1 | 1): ColumnLayout {
  const row = inDisplayOrder(layout).filter((place) => !place.hidden || place.key === key);
  const at = row.findIndex((place) => place.key === key);
  const neighbour = row[at + by];
  if (!neighbour || neighbour.pinned !== row[at]?.pinned) return layout;
  return moveColumn(layout, key, neighbour.key, by < 0 ? 'before' : 'after');
}

/** Adds a path at the right end; one that is there already is shown. */
export function addPathColumn(layout: ColumnLayout, key: ColumnKey): ColumnLayout {
  if (layout.some((place) => place.key === key)) {
    return changeColumn(layout, key, { hidden: false });
  }
  return [...layout, newPlace(key)];
}

export function removePathColumn(layout: ColumnLayout, key: ColumnKey): ColumnLayout {
  return isColumnId(key) ? layout : layout.filter((place) => place.key !== key);
}

import { COLUMN_IDS, COLUMNS, type ColumnId } from '@/lib/domain/execution-columns';
import { isTimeZone } from '@/lib/format/format-time';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Which columns are shown and how wide, as one person left them. */
export interface ColumnPreferences {
  visibility: Partial<Record<ColumnId, boolean>>;
  widths: Partial<Record<ColumnId, number>>;
}

/** What a browser remembers for one person. Cookies, so that the server's first paint is right. */
export interface Preferences {
  theme: Theme;
  /** `local` or an IANA zone. */
  zoneChoice: string;
  /** The browser's own zone as it told us, or UTC before the first visit. */
  localZone: string;
  columns: ColumnPreferences;
  /** Key of the project that was open last. */
  project: string | null;
}

export const PREFERENCE_COOKIE = {
  theme: 'runlens_theme',
  zoneChoice: 'runlens_zone',
  localZone: 'runlens_local_zone',
  columns: 'runlens_columns',
  project: 'runlens_project',
} as const satisfies Record<keyof Preferences, string>;

const zoneOr = (zone: string | undefined, fallback: string) =>
  zone && isTimeZone(zone) ? zone : fallback;

function isColumnId(id: string): id is ColumnId {
  return (COLUMN_IDS as readonly string[]).includes(id);
}

function parseColumns(text: string | undefined): ColumnPreferences {
  const columns: ColumnPreferences = { visibility: {}, widths: {} };
  for (const item of (text ?? '').split('.')) {
    const [id = '', setting = ''] = item.split('-');
    if (!isColumnId(id)) continue;
    if (setting.startsWith('h')) columns.visibility[id] = false;
    const width = Number(setting.replace('h', ''));
    if (width >= 40 && width <= 2_000) columns.widths[id] = width;
  }
  return columns;
}

/** `status-h.target-180`: hidden columns and widths that differ from the catalogue. */
export function printColumns({ visibility, widths }: ColumnPreferences): string {
  return COLUMN_IDS.flatMap((id) => {
    const hidden = visibility[id] === false ? 'h' : '';
    const width =
      widths[id] !== undefined && widths[id] !== COLUMNS[id].width ? Math.round(widths[id]) : '';
    return hidden || width ? [`${id}-${hidden}${width}`] : [];
  }).join('.');
}

/** Never throws: a cookie that makes no sense is as good as none. */
export function parsePreferences(cookie: (name: string) => string | undefined): Preferences {
  const theme = cookie(PREFERENCE_COOKIE.theme);
  const choice = cookie(PREFERENCE_COOKIE.zoneChoice);
  return {
    theme: THEMES.find((name) => name === theme) ?? 'system',
    zoneChoice: choice === undefined || choice === 'local' ? 'local' : zoneOr(choice, 'local'),
    localZone: zoneOr(cookie(PREFERENCE_COOKIE.localZone), 'UTC'),
    columns: parseColumns(cookie(PREFERENCE_COOKIE.columns)),
    project: cookie(PREFERENCE_COOKIE.project) ?? null,
  };
}

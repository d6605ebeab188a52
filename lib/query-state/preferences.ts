import type { ColumnLayout } from '@/lib/domain/column-layout';
import { isTimeZone } from '@/lib/format/format-time';
import { parseColumns } from './column-text';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Which of the counts beside the list are shown; `auto`: the facets where there is room to spare. */
export interface CountsPreferences {
  facets: 'auto' | 'on' | 'off';
  chart: 'on' | 'off';
}

/** What a browser remembers for one person. Cookies, so that the server's first paint is right. */
export interface Preferences {
  theme: Theme;
  /** `local` or an IANA zone. */
  zoneChoice: string;
  /** The browser's own zone as it told us, or UTC before the first visit. */
  localZone: string;
  columns: ColumnLayout;
  counts: CountsPreferences;
  /** Key of the project that was open last. */
  project: string | null;
}

export const PREFERENCE_COOKIE = {
  theme: 'runlens_theme',
  zoneChoice: 'runlens_zone',
  localZone: 'runlens_local_zone',
  columns: 'runlens_columns',
  counts: 'runlens_counts',
  project: 'runlens_project',
} as const satisfies Record<keyof Preferences, string>;

const zoneOr = (zone: string | undefined, fallback: string) =>
  zone && isTimeZone(zone) ? zone : fallback;

function parseCounts(text: string): CountsPreferences {
  const [facets, chart] = text.split('.');
  return {
    facets: facets === 'on' || facets === 'off' ? facets : 'auto',
    chart: chart === 'off' ? 'off' : 'on',
  };
}

/** The IANA zone in which times are written. */
export function zoneOf({ zoneChoice, localZone }: Preferences): string {
  return zoneChoice === 'local' ? localZone : zoneChoice;
}

/** `on.off`, which parsePreferences reads. */
export function printCounts({ facets, chart }: CountsPreferences): string {
  return `${facets}.${chart}`;
}

/** Never throws: a cookie that makes no sense is as good as none. */
export function parsePreferences(cookie: (name: string) => string | undefined): Preferences {
  const theme = cookie(PREFERENCE_COOKIE.theme);
  const choice = cookie(PREFERENCE_COOKIE.zoneChoice);
  return {
    theme: THEMES.find((name) => name === theme) ?? 'system',
    zoneChoice: choice === undefined || choice === 'local' ? 'local' : zoneOr(choice, 'local'),
    localZone: zoneOr(cookie(PREFERENCE_COOKIE.localZone), 'UTC'),
    counts: parseCounts(cookie(PREFERENCE_COOKIE.counts) ?? ''),
    columns: parseColumns(cookie(PREFERENCE_COOKIE.columns) ?? ''),
    project: cookie(PREFERENCE_COOKIE.project) ?? null,
  };
}

import { PREFERENCE_COOKIE, type Preferences } from '@/lib/query-state/preferences';

/**
 * What this browser remembers, as it stands now: it may have changed since the page was drawn. Null
 * also for what cannot be read.
 */
export function readPreference(name: keyof Preferences): string | null {
  const start = `${PREFERENCE_COOKIE[name]}=`;
  const found = document.cookie.split('; ').find((cookie) => cookie.startsWith(start));
  try {
    return found === undefined ? null : decodeURIComponent(found.slice(start.length));
  } catch {
    return null;
  }
}

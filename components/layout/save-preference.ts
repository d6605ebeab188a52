import { PREFERENCE_COOKIE, type Preferences } from '@/lib/query-state/preferences';

const YEAR_S = 31_536_000;

/** Remembers one preference in this browser. */
export function savePreference(name: keyof Preferences, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and on plain http.
  document.cookie = `${PREFERENCE_COOKIE[name]}=${encodeURIComponent(value)}; path=/; max-age=${YEAR_S}; samesite=lax`;
}

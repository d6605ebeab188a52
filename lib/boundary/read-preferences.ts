import { cookies } from 'next/headers';
import { type Preferences, parsePreferences } from '@/lib/query-state/preferences';

/** What this browser remembers for the person, so that the first paint is already theirs. */
export async function readPreferences(): Promise<Preferences> {
  const jar = await cookies();
  return parsePreferences((name) => jar.get(name)?.value);
}

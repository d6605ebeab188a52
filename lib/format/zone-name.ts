/** What was typed, as IANA writes it: `America/New York` has no blanks. */
export function zoneName(typed: string): string {
  return typed.trim().replace(/\s+/g, '_');
}

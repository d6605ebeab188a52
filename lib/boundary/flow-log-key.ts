/**
 * The key of a request to Akinon's API: its document calls the header Authentication, and its own
 * program sends Authorization. In the former the word Bearer may be left out.
 */
export function flowLogKey(headers: Headers): string | null {
  const own = headers.get('authentication')?.trim();
  const given = headers.get('authorization');
  if (given !== null || !own) return given;
  return own.includes(' ') ? own : `Bearer ${own}`;
}

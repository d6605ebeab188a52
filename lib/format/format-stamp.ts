/** `2026-11-20T09-58-40Z`, for the names of files. */
export function formatStamp(date: Date): string {
  return `${date.toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
}

/** `412 ms`, `1.63 s`, `4 m 05 s`, `3 h 12 m`; three significant digits below a minute. */
export function formatDuration(ms: number): string {
  if (ms < 1) return `${trim(ms, 2)} ms`;
  if (ms < 1_000) return `${ms < 10 ? trim(ms, 1) : Math.round(ms)} ms`;
  if (ms < 59_995) return `${ms < 10_000 ? (ms / 1_000).toFixed(2) : (ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} m ${pad(seconds % 60)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 1_440) return `${Math.floor(minutes / 60)} h ${pad(minutes % 60)} m`;
  return `${Math.floor(minutes / 1_440)} d ${pad(Math.floor(minutes / 60) % 24)} h`;
}

const trim = (value: number, digits: number) => String(Number(value.toFixed(digits)));
const pad = (value: number) => String(value).padStart(2, '0');

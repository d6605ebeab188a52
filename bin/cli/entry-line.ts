import { plainText } from './plain-text';

/** An entry as `GET /api/v1/action-runs/:id/logs` answers it, as far as a line shows it. */
export interface PrintedEntry {
  level?: unknown;
  event?: unknown;
  message?: unknown;
  data?: unknown;
  occurred_at?: unknown;
}

const COLOURS: Record<string, string> = { warning: '\x1b[33m', error: '\x1b[31m' };
const DIM = '\x1b[2m';
const RESET = '\x1b[0m';

/**
 * One entry on one line, as VirtuousAI's document shows it: `10:30:45 [info] resource_completed - Completed
 * profiles: 12,500 rows`. The time is UTC. What has no message shows its data.
 */
export function entryLine(entry: PrintedEntry, isColoured: boolean): string {
  const time = textOf(entry.occurred_at).slice(11, 19) || '--:--:--';
  const level = plainText(textOf(entry.level) || 'info');
  const said = textOf(entry.message) || (entry.data == null ? '' : JSON.stringify(entry.data));
  const rest = [textOf(entry.event), said].filter(Boolean).map(plainText).join(' - ');
  const colour = isColoured ? (COLOURS[level] ?? '') : '';
  const head = isColoured ? `${DIM}${plainText(time)}${RESET}` : plainText(time);
  return `${head} ${colour}[${level}]${colour && RESET} ${rest}`.trimEnd();
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

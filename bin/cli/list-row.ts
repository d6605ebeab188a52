import { formatDuration } from '@/lib/format/format-duration';
import { plainText } from './plain-text';

const COLOURS: Record<string, string> = {
  success: '\x1b[32m',
  failed: '\x1b[31m',
  rejected: '\x1b[31m',
  partially_executed: '\x1b[33m',
};
const RESET = '\x1b[0m';

/** Widths in characters of what stands in every row; the rest follows as it is. */
const WIDTH = { time: 19, status: 18, duration: 9, id: 36 };

/** An execution of the API's list on one line: when (UTC), status, duration, id, trigger, what was said. */
export function listRow(item: Record<string, unknown>, isColoured: boolean): string {
  const text = (name: string) => plainText(typeof item[name] === 'string' ? item[name] : '');
  const time = text('created_at').slice(0, WIDTH.time).replace('T', ' ');
  const duration = typeof item.duration_ms === 'number' ? formatDuration(item.duration_ms) : '';
  const colour = isColoured ? (COLOURS[String(item.status)] ?? '') : '';
  const trigger = [text('event'), text('target'), text('target_record_id')].filter(Boolean);
  return [
    time.padEnd(WIDTH.time),
    `${colour}${text('status_label').padEnd(WIDTH.status)}${colour && RESET}`,
    duration.padStart(WIDTH.duration),
    text('id').padEnd(WIDTH.id),
    trigger.join(' '),
    text('raised_action'),
    text('validation_message'),
  ]
    .join('  ')
    .trimEnd();
}

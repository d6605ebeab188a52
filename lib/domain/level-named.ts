import type { Level } from './level';

/** What loggers call their levels: those of syslog, of OpenTelemetry and of the languages' own loggers. */
const NAMES: Readonly<Record<Level, readonly string[]>> = {
  debug: ['debug', 'trace', 'verbose'],
  info: ['info', 'information', 'informational', 'notice'],
  warning: ['warning', 'warn'],
  error: [
    ...['error', 'err', 'fatal', 'severe', 'critical', 'crit'],
    ...['alert', 'emergency', 'emerg', 'panic'],
  ],
};

const LEVEL_OF = new Map(
  Object.entries(NAMES).flatMap(([level, names]) =>
    names.map((name): [string, Level] => [name, level as Level]),
  ),
);

/** The level that a word means, in whichever case; null where it means none. */
export function levelNamed(word: string): Level | null {
  return LEVEL_OF.get(word.toLowerCase()) ?? null;
}

/** Levels of log entries; the database stores their place in this list. */
export const LEVELS = ['debug', 'info', 'warning', 'error'] as const;

export type Level = (typeof LEVELS)[number];

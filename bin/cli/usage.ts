import { ALL_COMMANDS } from './all-commands';
import type { Command } from './define-command';

/** Those that stay: `bin/main.ts` has them. */
const SERVERS = `runlens start [--dev]   run the dashboard, the API, a worker and the embedded database
runlens web             the same without a worker
runlens worker          only a worker, on the database of DATABASE_URL; any number of them`;

/** Every command, with its options. */
export function usage(): string {
  const lines = ALL_COMMANDS.map((command) => `runlens ${usageLine(command)}`);
  return `${SERVERS}

Commands for the server of RUNLENS_URL, with RUNLENS_API_KEY:
${lines.join('\n')}`;
}

/** `list [QUERY] [--limit N]   the newest that the query finds`. */
export function usageLine({ name, args, options, about }: Command): string {
  const flags = Object.entries(options).map(([flag, { type, values, hint }]) => {
    const value = values?.join('|') ?? hint ?? flag.toUpperCase();
    return type === 'boolean' ? `[--${flag}]` : `[--${flag} ${value}]`;
  });
  return `${[name, args, ...flags].filter(Boolean).join(' ')}   ${about}`;
}

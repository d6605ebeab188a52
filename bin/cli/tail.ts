import { MAX_PAGE_SIZE } from '@/lib/domain/limits';
import { askServer } from './ask-server';
import { CliProblem, EXIT } from './cli-problem';
import { defineCommand } from './define-command';
import { followEvents } from './follow-events';
import { listRow } from './list-row';
import { plainJson } from './plain-json';
import type { ServerPlace } from './server-place';

type Row = Record<string, unknown>;

/** Of an `executions` event, as the API sends it. */
interface Changes {
  items: { matches: boolean; row: Row }[];
  /** That came at once beyond those: they are found in the list. */
  more?: number;
}

/** Rows that are remembered, so that what is asked for again is not printed again. */
const REMEMBERED = 10_000;

/**
 * `tail QUERY`: the newest that the query finds, then each that is new or changes, as it does. Goes on over lines
 * that break, until it is stopped.
 */
export const tail = defineCommand({
  name: 'tail',
  args: '[QUERY]',
  about: 'the newest that the query finds, then what is new or changes',
  options: {
    lines: { type: 'string', short: 'n', default: '10', hint: 'N' },
    json: { type: 'boolean', default: false },
  },
  run: async ({ values, positionals }, { place, terminal }) => {
    const lines = Number(values.lines);
    if (!Number.isInteger(lines) || lines < 0 || lines > MAX_PAGE_SIZE) {
      throw new CliProblem(`--lines is a whole number from 0 to ${MAX_PAGE_SIZE}`, EXIT.usage);
    }
    const server = place();
    const q = positionals.join(' ');
    const printed = new Map<string, string>();
    const print = async (row: Row) => {
      const json = JSON.stringify(row);
      if (printed.get(String(row.id)) === json) return;
      printed.delete(String(row.id));
      printed.set(String(row.id), json);
      const [oldest] = printed.keys();
      if (printed.size > REMEMBERED && oldest) printed.delete(oldest);
      const line = values.json ? plainJson(json) : listRow(row, terminal.isColoured);
      await terminal.print(line);
    };
    const printNewest = async (limit: number) => {
      const rows = limit === 0 ? [] : await newest(server, q, limit);
      for (const row of rows.reverse()) await print(row);
    };
    let hasBegun = false;
    const search = q === '' ? '' : `?${new URLSearchParams({ q })}`;
    const path = `/api/v1/executions/stream${search}`;
    for await (const { event, data } of followEvents(server, path, terminal.say)) {
      // The stream is open: what comes from now on is in it, so that nothing is between it and the list.
      if (!hasBegun) await printNewest(lines);
      else if (event === 'reset') {
        terminal.say(`the server has forgotten where this was: the newest ${MAX_PAGE_SIZE} follow`);
        await printNewest(MAX_PAGE_SIZE);
      }
      hasBegun = true;
      if (event !== 'executions') continue;
      const { items, more = 0 } = JSON.parse(data) as Changes;
      for (const { matches, row } of items) if (matches) await print(row);
      if (more === 0) continue;
      await printNewest(Math.min(more + items.length, MAX_PAGE_SIZE));
      if (more > MAX_PAGE_SIZE) {
        terminal.say(`${more} changed at once: of those the newest ${MAX_PAGE_SIZE} are shown`);
      }
    }
    return true;
  },
});

async function newest(server: ServerPlace, q: string, limit: number): Promise<Row[]> {
  const search = new URLSearchParams({ limit: String(limit), ...(q && { q }) });
  const answer = await askServer(server, `/api/v1/executions?${search}`);
  return ((await answer.json()) as { items: Row[] }).items;
}

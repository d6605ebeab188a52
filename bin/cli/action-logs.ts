import { splitItems } from '@/lib/ingest/split-items';
import { askServer } from './ask-server';
import { CliProblem, EXIT } from './cli-problem';
import { defineCommand } from './define-command';
import { entryLine } from './entry-line';
import { followEvents } from './follow-events';
import { oneExecution } from './one-execution';
import { plainJson } from './plain-json';

/**
 * `actions logs RUN`: the entries of an action run, oldest first; `--follow` goes on until it has ended.
 * Prints what it has even where it cannot go on. Throws CliProblem.
 */
export const actionLogs = defineCommand({
  name: 'actions logs',
  args: 'ID',
  about: 'its log entries',
  options: {
    follow: { type: 'boolean', short: 'f', default: false },
    level: { type: 'string', values: ['info', 'warning', 'error'] },
    json: { type: 'boolean', default: false },
  },
  run: async ({ values: { level, follow, json }, positionals }, { place, terminal }) => {
    const run = oneExecution(positionals);
    const path = `/api/v1/action-runs/${run}/logs`;
    const search = level === undefined ? '' : `?level=${level}`;
    const take = (text: string) =>
      terminal.print(json ? plainJson(text) : entryLine(JSON.parse(text), terminal.isColoured));
    if (follow) {
      // From the first entry on: none is missed or given twice.
      for await (const { event, data } of followEvents(
        place(),
        `${path}/stream${search}`,
        terminal.say,
      )) {
        if (event === 'end') return true;
        if (data) await take(data);
      }
    }
    const { body } = await askServer(place(), `${path}${search}`);
    // Each entry as its own text: numbers that no program here holds stay as they are.
    for await (const item of splitItems(received(body))) {
      if (!item.ok) throw new CliProblem(BROKEN, EXIT.notReached);
      await take(item.text);
    }
    return true;
  },
});

const BROKEN = 'the answer broke off before its end: ask again';

async function* received(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  try {
    yield* (body ?? []) as unknown as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw new CliProblem(BROKEN, EXIT.notReached, { cause: error });
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { splitItems } from '@/lib/ingest/split-items';
import { askServer } from './ask-server';
import { CliProblem, EXIT } from './cli-problem';
import { defineCommand } from './define-command';
import { entryLine } from './entry-line';
import { oneExecution } from './one-execution';
import { plainJson } from './plain-json';
import type { ServerPlace } from './server-place';

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 15_000;

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
      await followLogs(`${path}/stream${search}`, { place: place(), take, say: terminal.say });
      return true;
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

/** From the first entry on, and over lines that break from where it was: none is missed or given twice. */
async function followLogs(
  path: string,
  {
    place,
    take,
    say,
  }: {
    place: ServerPlace;
    take: (text: string) => Promise<void>;
    say: (line: string) => void;
  },
): Promise<void> {
  let last = '';
  let retryMs = FIRST_RETRY_MS;
  for (let hasBegun = false; ; ) {
    try {
      const headers: Record<string, string> = last === '' ? {} : { 'last-event-id': last };
      const { body } = await askServer(place, path, { headers });
      hasBegun = true;
      const events = body
        ?.pipeThrough(new TextDecoderStream())
        .pipeThrough(new EventSourceParserStream());
      for await (const { event, id, data } of events ?? []) {
        retryMs = FIRST_RETRY_MS;
        if (event === 'end') return;
        if (data) await take(data);
        last = id ?? last;
      }
    } catch (error) {
      // Where it never began, to wait would hide that something is wrong.
      if (!hasBegun || !isBroken(error)) throw error;
    }
    say(`the line to ${place.url} is down, asking again in ${Math.round(retryMs / 1_000)} s`);
    await sleep(retryMs);
    retryMs = Math.min(2 * retryMs, LAST_RETRY_MS);
  }
}

/** Whether a line broke off or could not be had: fetch says the former with a TypeError. */
function isBroken(error: unknown): boolean {
  if (error instanceof CliProblem) return error.exitCode === EXIT.notReached;
  return error instanceof TypeError;
}

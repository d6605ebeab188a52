import { setTimeout as sleep } from 'node:timers/promises';
import { type EventSourceMessage, EventSourceParserStream } from 'eventsource-parser/stream';
import { askServer } from './ask-server';
import { CliProblem } from './cli-problem';
import type { ServerPlace } from './server-place';

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 15_000;

/**
 * Server-sent events without an end, over lines that break from where they were. Throws CliProblem where it never
 * began, or where the server refuses to go on.
 */
export async function* followEvents(
  place: ServerPlace,
  path: string,
  say: (line: string) => void,
): AsyncGenerator<EventSourceMessage> {
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
      for await (const event of events ?? []) {
        retryMs = FIRST_RETRY_MS;
        yield event;
        last = event.id ?? last;
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
  if (error instanceof CliProblem) return error.retryAfterMs !== null;
  return error instanceof TypeError;
}

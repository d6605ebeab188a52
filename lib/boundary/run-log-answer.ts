import { runLogJson } from '@/lib/dialects/run-log-json';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { LogEntry } from '@/lib/domain/log-entry';
import { logFailure } from './log-failure';
import { toAppError } from './to-app-error';

/**
 * All entries as one JSON array, sent while it is read. When it cannot be gone on with, the connection
 * breaks off: the array has no end then, which no reader takes for a whole one.
 */
export async function runLogAnswer(
  pages: AsyncGenerator<LogEntry[]>,
  executionId: ExecutionId,
): Promise<Response> {
  const encoder = new TextEncoder();
  const text = (entries: readonly LogEntry[]) =>
    entries.map((entry) => runLogJson(entry, executionId)).join(',');
  // Read before the status is sent: most failures show by then.
  const first = await pages.next();
  let start = `[${first.done ? '' : text(first.value)}`;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        if (start) {
          controller.enqueue(encoder.encode(start));
          start = '';
          return;
        }
        const next = await pages.next();
        const isOver = next.done === true;
        const more = isOver ? ']' : text(next.value);
        if (more) controller.enqueue(encoder.encode(isOver ? more : `,${more}`));
        else controller.enqueue(encoder.encode(' '));
        if (isOver) controller.close();
      } catch (thrown) {
        const error = toAppError(thrown);
        logFailure('the logs of an action run', error);
        controller.error(error);
      }
    },
    cancel: () => void pages.return(undefined),
  });
  return new Response(body, { headers: { 'content-type': 'application/json' } });
}

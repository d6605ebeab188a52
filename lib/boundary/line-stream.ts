import { logFailure } from './log-failure';
import { toAppError } from './to-app-error';

/**
 * An answer of one JSON a line, each sent as soon as it is emitted. The last line says that it is
 * complete (`end`) or why not (`failed`): the status was sent long before.
 *
 * @param run stops when the signal is aborted, which it is when the reader goes away or a part of it fails
 */
export function lineStream<Line extends { part: string }>(
  name: string,
  request: Request,
  run: (emit: (line: Line) => void, signal: AbortSignal) => Promise<void>,
): Response {
  const encoder = new TextEncoder();
  const gone = new AbortController();
  const signal = AbortSignal.any([request.signal, gone.signal]);
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const emit = (line: { part: string; message?: string }) => {
        if (!signal.aborted) controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
      };
      try {
        await run(emit, signal);
        emit({ part: 'end' });
      } catch (thrown) {
        const error = toAppError(thrown);
        if (!signal.aborted) logFailure(name, error);
        emit({ part: 'failed', message: error.message });
      } finally {
        if (!signal.aborted) controller.close();
        // Of what ran side by side, the rest has nobody to tell.
        gone.abort();
      }
    },
    cancel: () => gone.abort(),
  });
  return new Response(body, {
    headers: {
      'content-type': 'application/x-ndjson; charset=utf-8',
      // Packed, lines would wait for each other; nginx collects answers unless it is told not to.
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}

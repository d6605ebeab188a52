import type { EventQueue } from './event-queue';

/** The answer to somebody who watches, for as long as the request lasts. */
export function eventStream(request: Request, viewer: EventQueue): Response {
  request.signal.addEventListener('abort', () => viewer.end());
  if (request.signal.aborted) viewer.end();
  return new Response(viewer.stream, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      // Packed, events would wait for each other; nginx collects answers unless it is told not to.
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}

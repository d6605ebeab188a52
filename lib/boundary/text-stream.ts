import { logFailure } from './log-failure';
import { attachment } from './text-file';
import { toAppError } from './to-app-error';

/**
 * A file that is sent while it is made, as fast as it is read and no faster. When it cannot be gone on
 * with the connection breaks off, which every client takes for a failed download: the status was sent
 * long before.
 */
export function textStream(
  name: string,
  request: Request,
  texts: AsyncGenerator<string | Uint8Array>,
  file: { type: string; name: string },
): Response {
  const encoder = new TextEncoder();
  const bytesOf = (part: string | Uint8Array) =>
    typeof part === 'string' ? encoder.encode(part) : part;
  let isGone = false;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const next = await texts.next();
        if (isGone) return;
        if (request.signal.aborted || next.done) controller.close();
        else controller.enqueue(bytesOf(next.value));
      } catch (thrown) {
        const error = toAppError(thrown);
        logFailure(name, error);
        controller.error(error);
      }
    },
    cancel: () => {
      isGone = true;
      return texts.return(undefined).then(() => undefined);
    },
  });
  return new Response(body, {
    headers: {
      'content-type': file.type,
      'content-disposition': attachment(file.name),
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    },
  });
}

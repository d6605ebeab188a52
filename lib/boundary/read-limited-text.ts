import { AppError } from '@/lib/domain/app-error';

/**
 * Of a body that is too long so many times the limit are read all the same: whoever answers before
 * breaks the connection, and the client sees that instead of the answer.
 */
const PATIENCE = 4;

/** The body as UTF-8. Throws `too_large` when it is longer, whatever its header promised. */
export async function readLimitedText(request: Request, mostBytes: number): Promise<string> {
  const reader = request.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const next = await reader?.read();
    if (!next || next.done) break;
    bytes += next.value.length;
    if (bytes > PATIENCE * mostBytes) break;
    if (bytes <= mostBytes) text += decoder.decode(next.value, { stream: true });
  }
  if (bytes > mostBytes) {
    throw new AppError('too_large', `The body is longer than ${mostBytes / 1024 / 1024} MB`);
  }
  return text + decoder.decode();
}

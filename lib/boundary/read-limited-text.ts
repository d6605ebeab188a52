import { AppError } from '@/lib/domain/app-error';

/** The body as UTF-8. Throws `too_large` as soon as it is longer, whatever its header promised. */
export async function readLimitedText(request: Request, mostBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.length;
    if (bytes > mostBytes) {
      throw new AppError('too_large', `The body is longer than ${mostBytes / 1024 / 1024} MB`);
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

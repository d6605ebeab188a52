import { etagOf, hasTagged } from './etag';
import { textFile } from './text-file';

/**
 * A text from a log that seldom or never changes, with an ETag of what it says: a reader who has it is
 * answered 304. It may be kept by that reader alone, and is asked for again each time.
 */
export function taggedFile(
  request: Request,
  text: string,
  file: Parameters<typeof textFile>[1],
): Response {
  const tag = etagOf(text);
  const response = hasTagged(request, tag)
    ? new Response(null, { status: 304 })
    : textFile(text, file);
  response.headers.set('etag', tag);
  response.headers.set('cache-control', 'private, no-cache');
  response.headers.set('vary', 'Authorization');
  return response;
}

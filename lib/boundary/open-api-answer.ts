import { env } from '@/lib/env';
import { buildOpenApi } from '@/lib/openapi/build-open-api';
import { etagOf, hasTagged } from './etag';

let made: { text: string; tag: string } | undefined;

/** The document of the API, made once. Pages of other origins do not read it: it says where this server is. */
export function openApiAnswer(request: Request): Response {
  if (!made) {
    const text = JSON.stringify(buildOpenApi(env().publicUrl));
    made = { text, tag: etagOf(text) };
  }
  const headers = { etag: made.tag, 'cache-control': 'no-cache' };
  if (hasTagged(request, made.tag)) return new Response(null, { status: 304, headers });
  return new Response(made.text, { headers: { ...headers, 'content-type': 'application/json' } });
}

import { env } from '@/lib/env';
import { buildOpenApi } from '@/lib/openapi/build-open-api';
import { etagOf, hasTagged } from './etag';

let made: { text: string; tag: string } | undefined;

/** The document of the API, made once. Programs of other origins may read it: tools run in browsers. */
export function openApiAnswer(request: Request): Response {
  if (!made) {
    const text = JSON.stringify(buildOpenApi(env().publicUrl));
    made = { text, tag: etagOf(text) };
  }
  const headers = {
    etag: made.tag,
    'cache-control': 'no-cache',
    'access-control-allow-origin': '*',
    'content-type': 'application/json',
  };
  if (!hasTagged(request, made.tag)) return new Response(made.text, { headers });
  const { 'content-type': _, ...kept } = headers;
  return new Response(null, { status: 304, headers: kept });
}

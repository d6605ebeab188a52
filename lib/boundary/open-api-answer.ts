import { env } from '@/lib/env';
import { buildOpenApi } from '@/lib/openapi/build-open-api';

let text: string | undefined;

/** The document of the API, made once. Programs of other origins may read it: tools run in browsers. */
export function openApiAnswer(): Response {
  text ??= JSON.stringify(buildOpenApi(env().publicUrl));
  return new Response(text, {
    headers: { 'content-type': 'application/json', 'access-control-allow-origin': '*' },
  });
}

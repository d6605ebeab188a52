import { nextLink } from './next-link';

/** A page of a list, with the link to the next one behind `after`, whose items are JSON texts already: the producer's own text is part of them. */
export function rawPage(request: Request, items: readonly string[], next: string | null): Response {
  const text = `{"items":[${items.join(',')}],"next":${JSON.stringify(next)}}`;
  return new Response(text, {
    headers: { 'content-type': 'application/json', ...nextLink(request, 'after', next) },
  });
}

/** A page of a list whose items are JSON texts already: the producer's own text is part of them. */
export function rawPage(items: readonly string[], next: string | null): Response {
  const text = `{"items":[${items.join(',')}],"next":${JSON.stringify(next)}}`;
  return new Response(text, { headers: { 'content-type': 'application/json' } });
}

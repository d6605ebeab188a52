/** What the headers of a request say about its body. */
export function bodyHeaders({ headers }: Request): {
  contentEncoding: string | null;
  contentLength: number | null;
} {
  return {
    contentEncoding: headers.get('content-encoding'),
    contentLength: Number(headers.get('content-length') ?? Number.NaN) || null,
  };
}

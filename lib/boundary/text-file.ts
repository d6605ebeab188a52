/** RFC 6266: an ASCII name for old readers, the real one in UTF-8; neither can leave its quotes. */
export function attachment(name: string): string {
  const ascii = name.replace(/[^A-Za-z0-9._-]/g, '_');
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}

/**
 * A text from a log as an answer. Never anything that a browser would run: a download, or plain
 * text or JSON under `nosniff` and a policy that allows nothing.
 */
export function textFile(
  text: string,
  { type, name }: { type: 'text/plain' | 'application/json' | 'text/x-python'; name?: string },
): Response {
  const headers = new Headers({
    'content-type': `${type}; charset=utf-8`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'no-store',
  });
  if (name !== undefined) headers.set('content-disposition', attachment(name));
  return new Response(text, { headers });
}

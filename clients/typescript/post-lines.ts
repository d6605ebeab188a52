/** What the server made of a batch. `refused` has the line's place in the batch. */
export type Verdict =
  | { kind: 'taken'; refused: { index: number; message: string }[] }
  | { kind: 'refused'; message: string }
  | { kind: 'away'; message: string; waitMs: number };

export interface Server {
  url: string;
  apiKey: string;
  timeoutMs: number;
  fetch: typeof fetch;
}

/**
 * Sends lines. Whatever is not clearly an answer of Runlens about these lines means that they are sent
 * again: a wrong key, a redirect, a page of some proxy, an answer cut off.
 */
export async function postLines(
  server: Server,
  lines: readonly string[],
  keepalive = false,
): Promise<Verdict> {
  const away = (message: string, waitMs = 0): Verdict => ({ kind: 'away', message, waitMs });
  try {
    const answer = await server.fetch(`${server.url}/api/v1/executions`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${server.apiKey}`,
        'content-type': 'application/x-ndjson',
      },
      body: lines.join('\n'),
      // The key goes to this server and nowhere else.
      redirect: 'manual',
      signal: AbortSignal.timeout(server.timeoutMs),
      keepalive,
    });
    const text = await answer.text();
    const told = said(text);
    const { status } = answer;
    if ((status === 200 || status === 422) && Array.isArray(told?.rejected)) {
      return { kind: 'taken', refused: told.rejected as { index: number; message: string }[] };
    }
    const message =
      typeof told?.detail === 'string' ? told.detail : `the server answered ${status}`;
    if (typeof told?.code === 'string' && [400, 413, 422].includes(status)) {
      return { kind: 'refused', message };
    }
    return away(message, 1_000 * (Number(answer.headers.get('retry-after')) || 0));
  } catch (error) {
    return away(String((error as Error)?.message ?? error));
  }
}

function said(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? (value as Record<string, unknown> | null) : null;
  } catch {
    return null;
  }
}

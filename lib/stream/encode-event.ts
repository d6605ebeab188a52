/**
 * One server-sent event. Its data is one line of JSON, in which no line end can stand as it is; the
 * type and the id are ours and hold none.
 */
export function encodeEvent(
  type: 'ready' | 'executions' | 'entry' | 'gap' | 'end' | 'reset' | 'beat',
  { id, json = '{}' }: { id: string | null; json?: string },
): Uint8Array {
  const lines = [`event: ${type}`, ...(id === null ? [] : [`id: ${id}`]), `data: ${json}`];
  // Some proxies and clients look for comments to see that the line is alive.
  if (type === 'beat') lines.unshift(': heartbeat');
  return encoder.encode(`${lines.join('\n')}\n\n`);
}

/** Comes first: the time after which a browser tries again, spread so that not all come back at once. */
export function encodeRetry(): Uint8Array {
  return encoder.encode(`retry: ${Math.round(1_000 + 2_000 * Math.random())}\n\n`);
}

const encoder = new TextEncoder();

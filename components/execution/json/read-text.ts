export interface ReadText {
  readonly text: string;
  readonly bytes: number;
  /** The bytes were not all UTF-8; what could not be read is U+FFFD. */
  readonly replaced: boolean;
}

/** Progress is told at most this often: a local server delivers faster than anybody reads. */
const TELL_EVERY_MS = 80;

/** Reads a body to its end. One decode of all bytes gives one flat string, quick to index. */
export async function readText(
  response: Response,
  tell: (received: number, total: number | null) => void,
): Promise<ReadText> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const length = response.headers.get('content-length');
  const total = length && !response.headers.get('content-encoding') ? Number(length) : null;
  const reader = response.body?.getReader();
  let bytes = 0;
  let toldMs = 0;
  for (;;) {
    const part = await reader?.read();
    if (!part || part.done) break;
    chunks.push(part.value);
    bytes += part.value.length;
    if (performance.now() - toldMs < TELL_EVERY_MS) continue;
    toldMs = performance.now();
    tell(bytes, total);
  }
  const all = await new Blob(chunks).arrayBuffer();
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(all);
    return { text, bytes, replaced: false };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return {
      text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(all),
      bytes,
      replaced: true,
    };
  }
}

import { refusal } from '@/components/layout/read-line-stream';
import { RecordCounter } from '@/lib/format/record-counter';
import { paths } from '@/lib/paths';
import type { ExportFormat } from '@/lib/query-state/export-request';
import type { Chosen } from './chosen';
import { openFileSink } from './file-sink';

/** How the screen shows what is exported. */
export interface ExportLook {
  format: ExportFormat;
  /** The columns, as the URL says them. */
  cols: string;
  zone: string;
}

/** The last line of NDJSON is short. */
const TAIL_BYTES = 100;

/** Fetches an export into a file as it is made. Throws when it is not all there; `onProgress` counts logs. */
export async function exportLogs(
  project: string,
  chosen: Chosen,
  look: ExportLook,
  { onProgress, signal }: { onProgress: (count: number) => void; signal: AbortSignal },
): Promise<{ file: Blob; count: number }> {
  const answer = await ask(project, chosen, look, signal);
  if (!answer.ok || !answer.body) throw await refusal(answer);
  const reader = answer.body.getReader();
  const sink = await openFileSink();
  const counter = new RecordCounter(look.format);
  try {
    let tail = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      await sink.write(value);
      counter.push(value);
      onProgress(counter.count);
      tail = (tail + new TextDecoder().decode(value.slice(-TAIL_BYTES))).slice(-TAIL_BYTES);
    }
    if (look.format === 'ndjson' && !tail.endsWith(`{"end":true,"count":${counter.count}}\n`)) {
      throw new Error('the export broke off');
    }
    return { file: await sink.finish(), count: counter.count };
  } catch (error) {
    await sink.discard();
    throw error;
  }
}

function ask(
  project: string,
  chosen: Chosen,
  look: ExportLook,
  signal: AbortSignal,
): Promise<Response> {
  if ('selection' in chosen) {
    const search = new URLSearchParams({ ...look, selection: chosen.selection });
    return fetch(paths.export(project, `?${search}`), { signal });
  }
  return fetch(paths.export(project), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...look, ids: chosen.ids }),
    signal,
  });
}

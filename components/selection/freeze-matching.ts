import { readLineStream } from '@/components/layout/read-line-stream';
import type { SelectionLine } from '@/lib/contract/selection-line';
import type { FrozenSelection } from '@/lib/domain/frozen-selection';
import { paths } from '@/lib/paths';

/** Has the server write down all that matches now. To abort gives it up. */
export async function freezeMatching(
  project: string,
  search: string,
  { onProgress, signal }: { onProgress: (count: number) => void; signal: AbortSignal },
): Promise<FrozenSelection> {
  const lines = readLineStream<SelectionLine>(paths.selections(project), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ search }),
    signal,
  });
  let frozen: FrozenSelection | null = null;
  for await (const line of lines) {
    if (line.part === 'progress') onProgress(line.count);
    else frozen = { id: line.id, count: line.count };
  }
  if (!frozen) throw new Error('the answer broke off');
  return frozen;
}

import type { CountLine } from '@/lib/contract/count-line';
import type { CountPart } from '@/lib/domain/counts';

/** The parts of a count as they arrive. Throws when it fails or breaks off. */
export async function* readCountLines(url: string, signal: AbortSignal): AsyncGenerator<CountPart> {
  const answer = await fetch(url, { signal });
  if (!answer.ok || !answer.body) {
    const problem = (await answer.json().catch(() => null)) as { detail?: string } | null;
    throw new Error(problem?.detail ?? `the server answered ${answer.status}`);
  }
  const decoder = new TextDecoder();
  const reader = answer.body.getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    const texts = (rest + decoder.decode(value, { stream: !done })).split('\n');
    rest = texts.pop() ?? '';
    for (const text of texts) {
      const line = JSON.parse(text) as CountLine;
      if (line.part === 'end') return;
      if (line.part === 'failed') throw new Error(line.message);
      yield line;
    }
    if (done) throw new Error('the counts broke off');
  }
}

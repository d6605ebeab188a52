type Ended = { part: 'end' } | { part: 'failed'; message: string };

/** The lines of an answer that lib/boundary/line-stream.ts sends. Throws when it fails or breaks off. */
export async function* readLineStream<Line extends { part: string }>(
  url: string,
  init: RequestInit,
): AsyncGenerator<Line> {
  const answer = await fetch(url, init);
  if (!answer.ok || !answer.body) throw await refusal(answer);
  const decoder = new TextDecoder();
  const reader = answer.body.getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    const texts = (rest + decoder.decode(value, { stream: !done })).split('\n');
    rest = texts.pop() ?? '';
    for (const text of texts) {
      const line = JSON.parse(text) as Line | Ended;
      if (isEnd(line)) {
        if (line.part === 'end') return;
        throw new Error(line.message);
      }
      yield line;
    }
    if (done) throw new Error('the answer broke off');
  }
}

function isEnd(line: { part: string }): line is Ended {
  return line.part === 'end' || line.part === 'failed';
}

/** Why an answer is none, in the words of the server. */
export async function refusal(answer: Response): Promise<Error> {
  const problem = (await answer.json().catch(() => null)) as { detail?: string } | null;
  return new Error(problem?.detail ?? `the server answered ${answer.status}`);
}

/** One server-sent event as a client sees it: `id` is the last one said, as the standard has it. */
export interface SeenEvent {
  type: string;
  id: string;
  data: string;
}

/** The events of a stream, by the rules of the HTML standard, until it ends. */
export async function* readEvents(body: ReadableStream<Uint8Array> | null) {
  let rest = '';
  let id = '';
  const decoder = new TextDecoder();
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = new Map<string, string>();
      for (const line of block.split('\n').filter((one) => !one.startsWith(':'))) {
        const [name = '', ...value] = line.split(': ');
        const before = fields.get(name);
        fields.set(name, (before === undefined ? '' : `${before}\n`) + value.join(': '));
      }
      id = fields.get('id') ?? id;
      const data = fields.get('data');
      if (data === undefined) continue;
      const event: SeenEvent = { type: fields.get('event') ?? 'message', id, data };
      yield event;
    }
  }
}

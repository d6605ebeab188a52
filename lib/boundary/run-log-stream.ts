import { runLogControl } from '@/lib/dialects/run-log-control';

/** The stream of entries in VirtuousAI's form, from one whose entries are in it already. */
export function runLogStream({ body, headers, status }: Response): Response {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  let rest = '';
  const translate = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
      rest = blocks.pop() ?? '';
      let text = '';
      for (const block of blocks) {
        const said = runLogControl(block);
        if (said === null) {
          if (text) controller.enqueue(encoder.encode(text));
          controller.terminate();
          return;
        }
        text += said;
      }
      if (text) controller.enqueue(encoder.encode(text));
    },
  });
  return new Response(body?.pipeThrough(translate), { status, headers });
}

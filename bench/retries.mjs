import { ask } from './measure.mjs';

const headersOf = ({ apiKey }) => ({ authorization: `Bearer ${apiKey}` });
let sent = 0;

/** Executions that have failed and can run again, of one code. Gives their ids. */
export async function sendFailed(server, count, code = 'print(context["n"])\n') {
  const body = Array.from({ length: count }, (_, n) => {
    sent += 1;
    return JSON.stringify({
      ...{ id: `bench-run-${process.pid}-${sent}`, event: 'UPDATE', target: 'PART' },
      ...{ status: 'failed', actions: [{ key: 'bench_run' }], language: 'python', code },
      ...{ context: { n }, validation_message: 'to be retried' },
    });
  }).join('\n');
  const url = `${server.url}/api/v1/executions`;
  const { text } = await ask(url, { method: 'POST', headers: headersOf(server), body });
  const { ids } = JSON.parse(text);
  if (ids?.length !== count || ids.includes(null)) throw new Error(`not all were taken: ${text}`);
  return ids;
}

export const retry = (server, id) => order(server, id, 'retry', [202]);
/** One that is over already is as good. */
export const cancel = (server, id) => order(server, id, 'cancel', [202, 409]);

async function order(server, id, what, expected) {
  const url = `${server.url}/api/v1/executions/${id}/${what}`;
  const { status, text } = await ask(url, { method: 'POST', headers: headersOf(server), body: '' });
  if (!expected.includes(status)) throw new Error(`${what} was answered ${status}: ${text}`);
}

// Compiled by a test against what is built: how a strict program sees the client.
import { type Client, createClient, type Execution, type Run } from './dist/node.js';

const runlens: Client = createClient({ url: 'http://127.0.0.1:3000', apiKey: 'k' });

export async function checkPart(id: number): Promise<string> {
  const revision: string = await runlens.run(
    { event: 'UPDATE', target: 'PART', target_record_id: id, context: { part: { id } } },
    async (run: Run) => {
      run.log('info', 'reading');
      return run.step('Read', () => 'B', { connector: 'erp' });
    },
  );
  for await (const { id: found, status } of runlens.list({ q: 'status:failed' })) {
    const one: Execution = await runlens.get(found);
    if (status === 'failed' && one.validation_message === null) await runlens.retry(found);
  }
  // @ts-expect-error an execution has an event and a target
  runlens.start({ event: 'UPDATE' });
  // @ts-expect-error there is no such level
  runlens.start({ event: 'UPDATE', target: 'PART' }).log('loud', 'x');
  return revision;
}

// RUNLENS_URL=http://127.0.0.1:3000 RUNLENS_API_KEY=… node clients/typescript/example.mjs
import { createClient } from 'runlens';

const runlens = createClient({ onProblem: (message) => process.stderr.write(`${message}\n`) });

async function checkPart(part) {
  const fields = {
    ...{ event: 'UPDATE', target: 'PART', target_record_id: part.id, actions: ['check_part'] },
    ...{ request_id: part.requestId, context: { part }, environment: 'example' },
  };
  return runlens.run(fields, async (run) => {
    const revision = await run.step('Read revision', () => part.revision, { connector: 'erp' });
    run.log('info', `Part ${part.id} has revision ${revision}`, { event: 'revision_read' });
    if (!revision) throw new Error(`Part ${part.id} has no revision`);
    return { revision };
  });
}

await checkPart({ id: 34, revision: 'B', requestId: 'example-request-1' });
await checkPart({ id: 35, revision: null, requestId: 'example-request-2' }).catch(() => undefined);
await runlens.flush();
process.stdout.write(`${JSON.stringify(runlens.stats())}\n`);

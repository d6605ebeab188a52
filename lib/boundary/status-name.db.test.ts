import { randomBytes } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { GET as detail } from '@/app/api/v1/executions/[id]/route';
import { GET as list } from '@/app/api/v1/executions/route';
import { hashSecretToken } from '@/lib/auth/secret-token';
import { createApiKey } from '@/lib/db/accounts/create-api-key';
import { createProject } from '@/lib/db/projects/create-project';
import { LEAST, NOW, withIngest } from '@/lib/testing/with-ingest';

const { send } = withIngest();

/** In the words of the document, by those of the wire. */
const DOCUMENTED = {
  running: 'Running',
  partially_executed: 'Partially Executed',
  success: 'Success',
  failed: 'Failed',
  queued: 'Queued',
  rejected: 'Rejected',
  paused: 'Paused',
  pending: 'Pending',
};

it('names the eight statuses in the list and in each execution', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  try {
    const { id } = await createProject('status-names', 'Status names');
    const key = randomBytes(16).toString('hex');
    await createApiKey(id, { name: 'k', prefix: 'k', keySha256: hashSecretToken(key) });
    const headers = { authorization: `Bearer ${key}` };
    await send(id, ...Object.keys(DOCUMENTED).map((status) => ({ ...LEAST, id: status, status })));
    const listed = await list(new Request('http://127.0.0.1/api/v1/executions', { headers }), {
      params: Promise.resolve({}),
    });
    const { items } = await listed.json();
    const labels = items.map((one: Record<string, string>) => [one.status, one.status_label]);
    expect(Object.fromEntries(labels)).toEqual(DOCUMENTED);
    for (const [status, label] of Object.entries(DOCUMENTED)) {
      const request = new Request('http://127.0.0.1/api/v1/executions/x', { headers });
      const one = await detail(request, { params: Promise.resolve({ id: status }) });
      expect(await one.json()).toMatchObject({ status, status_label: label });
    }
  } finally {
    vi.useRealTimers();
  }
});

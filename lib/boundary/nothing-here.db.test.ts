import { expect, it } from 'vitest';
import * as api from '@/app/api/[[...rest]]/route';
import * as otlp from '@/app/v1/[[...rest]]/route';
import { mintApiKey } from '@/lib/auth/mint-api-key';
import { createProject } from '@/lib/db/projects/create-project';
import { withIngest } from '@/lib/testing/with-ingest';

withIngest();

it('says that the API has nothing there, to whoever has a key', async () => {
  const { id } = await createProject('nothing', 'Nothing');
  const key = await mintApiKey(id, 'k');
  for (const [method, route] of [...Object.entries(api), ...Object.entries(otlp)]) {
    const ask = (authorization: string) => {
      const init = { method, headers: { authorization } };
      const request = new Request('http://127.0.0.1/api/v1/nothing', init);
      return route(request, { params: Promise.resolve({}) });
    };
    const answer = await ask(`Bearer ${key}`);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ status: 404, code: 'not_found' });
    expect((await ask('Bearer x')).status).toBe(401);
  }
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyValueOf } from '@/lib/testing/arbitrary-question';
import { NOW, withIngest } from '@/lib/testing/with-ingest';
import { buildOpenApi } from './build-open-api';

const { newProject, send } = withIngest();
const api = buildOpenApi('http://127.0.0.1');

const MESSAGES = 300;

it('refuses no message that is as the document says, whatever is in it', async () => {
  const schema = { $ref: '#/components/schemas/ExecutionMessage' };
  const drawn = fc.sample(anyValueOf(schema, api) as fc.Arbitrary<object>, {
    ...{ numRuns: MESSAGES, seed: 1 },
  });
  const messages = drawn.map((message, index) => ({
    ...message,
    // Its form says nothing of what is kept, and equal ids with other content are refused for that.
    id: `message-${index}`,
    created_at: NOW.toISOString(),
  }));
  const { accepted, rejected, read } = await send(newProject(), ...messages);
  expect(rejected).toEqual([]);
  expect([accepted, read]).toEqual([MESSAGES, MESSAGES]);
});

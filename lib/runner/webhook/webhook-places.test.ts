import { once } from 'node:events';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { CLOSED_URLS } from '@/lib/testing/closed-urls';
import { OPEN, withReceiver } from '@/lib/testing/with-receiver';
import { resolveName } from './connect-guarded';
import { ipRange } from './ip-range';

const { open, port, received, deliver } = withReceiver();

describe('a place that is closed', () => {
  it('is spelt in sixty ways or more', () => {
    expect(new Set(CLOSED_URLS).size).toBeGreaterThanOrEqual(60);
  });

  it.each(CLOSED_URLS)('%s', async (spelling) => {
    const url = spelling.replaceAll('PORT', String(port()));
    const { outcome } = await deliver(url, { lookup: namesOfThisWorld });
    expect(outcome).toMatchObject({ kind: 'refused' });
    expect(received()).toEqual([]);
  });

  it('is the port of the database, wherever it is open', async () => {
    const policy = { allowed: [ipRange(`${OPEN}/32`)], databasePort: port() };
    expect((await deliver(open(), { policy })).outcome).toMatchObject({ kind: 'refused' });
    expect(received()).toEqual([]);
  });
});

/** Names that lead inside; those of this machine are asked of it. */
async function namesOfThisWorld(host: string): Promise<readonly string[]> {
  const known: Record<string, string[]> = {
    'metadata.google.internal': ['169.254.169.254'],
    'intranet.internal': ['10.0.0.5'],
    'mixed.example': [OPEN, '127.0.0.1'],
    'mixed6.example': [OPEN, '::1'],
    'mapped.example': ['::ffff:127.0.0.1'],
    'zone.example': ['fe80::1%lo'],
    'local.example': ['127.0.0.1'],
  };
  return known[host] ?? resolveName(host);
}

it('asks for a name once, so that it cannot change its mind', async () => {
  let asked = 0;
  // Open when it is judged, closed when it would be asked again.
  const lookup = async () => (asked++ === 0 ? [OPEN] : ['127.0.0.1']);
  expect((await deliver(`http://rebind.example:${port()}/`, { lookup })).outcome).toEqual({
    kind: 'accepted',
  });
  expect(asked).toBe(1);
  expect(received()[0]?.headers.host).toBe(`rebind.example:${port()}`);
});

it('reaches nothing closed in a thousand races against a name that changes', async () => {
  const answers = [[OPEN], ['127.0.0.1'], ['::1'], [OPEN, '127.0.0.1'], ['::1', OPEN]];
  let turn = 0;
  const lookup = async () => answers[turn++ % answers.length] ?? [];
  const race = async () =>
    (await deliver(`http://rebind.example:${port()}/`, { lookup })).outcome.kind;
  const kinds: string[] = [];
  for (let n = 0; n < 1_000; n += 50) {
    kinds.push(...(await Promise.all(Array.from({ length: 50 }, race))));
  }
  expect(kinds.filter((kind) => kind === 'accepted')).toHaveLength(200);
  expect(kinds.filter((kind) => kind === 'refused')).toHaveLength(800);
});

it('gives up on a name that nobody resolves', async () => {
  const limits = { connectMs: 100, totalMs: 5_000 };
  const lookup = () => new Promise<string[]>(() => undefined);
  expect((await deliver('http://slow.example/', { lookup, limits })).outcome).toMatchObject({
    kind: 'later',
    reason: expect.stringContaining('no connection within 0.1 s'),
  });
});

it('takes no certificate that nobody vouches for', async () => {
  const hello: Buffer[] = [];
  const tls = createTcpServer((socket) =>
    socket.on('data', (data) => {
      hello.push(data);
      socket.end();
    }),
  );
  tls.listen(0, OPEN);
  await once(tls, 'listening');
  const { port: at } = tls.address() as AddressInfo;
  const lookup = async () => [OPEN];
  const { outcome } = await deliver(`https://secure.example:${at}/`, { lookup });
  expect(outcome).toMatchObject({ kind: 'later' });
  const said = Buffer.concat(hello).toString('latin1');
  // It says which name it wants, and nothing of the run.
  expect(said).toContain('secure.example');
  expect(said).not.toContain('check_part');
  tls.close();
});

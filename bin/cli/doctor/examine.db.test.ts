import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET as list } from '@/app/api/v1/executions/route';
import { readiness } from '@/lib/boundary/readiness';
import { databaseUrl } from '@/lib/env';
import { withCli } from '@/lib/testing/with-cli';
import { withIngest } from '@/lib/testing/with-ingest';
import { examine } from './examine';

withIngest();
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const cli = withCli({ '/readyz': readiness, '/api/v1/executions': list });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runlens-doctor-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What is found, by what was looked at, with nothing of this machine's own settings. */
async function found(environment: Record<string, string>) {
  const findings: Record<string, { kind: string; said: string }> = {};
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, XDG_CONFIG_HOME: folder, RUNLENS_DATA_DIR: folder, ...environment };
  for await (const { what, kind, said } of examine(ROOT, env as never)) {
    findings[what] = { kind, said };
  }
  return findings;
}

describe('runlens doctor', () => {
  it('finds everything well where it is', async () => {
    const { key } = await cli.newProject();
    const findings = await found({
      ...{ DATABASE_URL: databaseUrl() ?? '', RUNLENS_URL: cli.url(), RUNLENS_API_KEY: key },
      RUNLENS_EXPORT_DIR: join(folder, 'made', 'later'),
    });
    for (const what of [
      ...['node', 'settings', 'data directory', 'export folder', 'python3', 'sandbox'],
      ...['database', 'migrations', 'server', 'clock', 'key'],
    ]) {
      expect([what, findings[what]?.kind]).toEqual([what, 'ok']);
    }
    expect(findings.database?.said).toContain('PostgreSQL 18');
  });

  it('says that nothing runs yet, and that it could', async () => {
    const port = await freePort();
    const findings = await found({ PORT: String(port), RUNLENS_URL: `http://127.0.0.1:${port}` });
    expect(findings.database).toMatchObject({ kind: 'note' });
    expect(findings.port).toMatchObject({ kind: 'note' });
    expect(findings.port?.said).toContain('is free');
  });

  it('says what is wrong', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    const stranger = createServer((_, answer) => answer.writeHead(404).end('no'));
    stranger.listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    const { port } = stranger.address() as AddressInfo;
    const findings = await found({
      ...{ RUNLENS_DATA_DIR: file, RUNLENS_URL: `http://127.0.0.1:${port}`, PATH: '/nowhere' },
      DATABASE_URL: 'postgresql://a:b@127.0.0.1:9/c',
      RUNLENS_EXPORT_DIR: file,
    });
    stranger.close();
    expect(findings['export folder']?.kind).toBe('wrong');
    expect(findings.python3?.kind).toBe('note');
    expect(findings.database).toMatchObject({ kind: 'wrong' });
    expect(findings.database?.said).toContain('ECONNREFUSED');
    expect(findings.database?.said).not.toContain('b@');
    expect(findings.server).toMatchObject({ kind: 'wrong' });
  });

  it('says that the key is not accepted, and which settings cannot be', async () => {
    const wrong = await found({ RUNLENS_URL: cli.url(), RUNLENS_API_KEY: 'wrong' });
    expect(wrong.key).toMatchObject({ kind: 'wrong' });
    expect(wrong.key?.said).toContain('not accepted');
    expect(await found({ PORT: 'x' })).toMatchObject({ settings: { kind: 'wrong' } });
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

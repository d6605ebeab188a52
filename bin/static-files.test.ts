import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, get, type IncomingHttpHeaders, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packStatic } from './pack-static.mjs';
import { withStaticFiles } from './static-files';

const SCRIPT = `export const text = '${'ä'.repeat(2_000)}';`;
const SHORT = 'export {};';
const root = mkdtempSync(join(tmpdir(), 'runlens-static-'));
const chunks = join(root, '.next/static/chunks');
let server: Server;

beforeAll(async () => {
  mkdirSync(chunks, { recursive: true });
  writeFileSync(join(root, '.next/secret.js'), SCRIPT);
  writeFileSync(join(chunks, 'a.js'), SCRIPT);
  writeFileSync(join(chunks, 'gone.css'), SCRIPT);
  writeFileSync(join(chunks, 'short.js'), SHORT);
  writeFileSync(join(chunks, 'font.woff2'), SCRIPT);
  await packStatic(root);
  const handler = withStaticFiles(root, async (_request, response) => {
    response.end('Next');
  });
  rmSync(join(chunks, 'gone.css.br'));
  server = createServer((request, response) => void handler(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  server.close();
  rmSync(root, { recursive: true, force: true });
});

function ask(path: string, accept?: string, method = 'GET') {
  const { port } = server.address() as { port: number };
  const headers = accept === undefined ? {} : { 'accept-encoding': accept };
  return new Promise<{ headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
    get({ port, path, headers, method }, async (answer) => {
      const parts: Buffer[] = [];
      for await (const part of answer) parts.push(part);
      resolve({ headers: answer.headers, body: Buffer.concat(parts) });
    }).on('error', reject);
  });
}

describe('scripts and styles of the pages', () => {
  it('are compressed once, where it is worth it', () => {
    expect(readdirSync(chunks).sort()).toEqual([
      ...['a.js', 'a.js.br', 'a.js.gz', 'font.woff2', 'gone.css', 'gone.css.gz', 'short.js'],
    ]);
  });

  it('are given as the browser takes them', async () => {
    const path = '/_next/static/chunks/a.js?v=1';
    const brotli = await ask(path, 'gzip, deflate, br');
    expect(brotli.headers).toMatchObject({
      'content-type': 'application/javascript; charset=utf-8',
      'content-encoding': 'br',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
    });
    expect(brotliDecompressSync(brotli.body).toString()).toBe(SCRIPT);
    const gzipped = await ask(path, 'gzip');
    expect(gzipped.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(gzipped.body).toString()).toBe(SCRIPT);
    const head = await ask(path, 'gzip', 'HEAD');
    expect(head.headers['content-length']).toBe(String(gzipped.body.length));
    expect(head.body).toHaveLength(0);
  });

  it.each([
    ['plain', '/_next/static/chunks/a.js', undefined],
    ['of another kind', '/_next/static/chunks/font.woff2', 'gzip'],
    ['too short', '/_next/static/chunks/short.js', 'gzip'],
    ['gone since', '/_next/static/chunks/gone.css', 'br'],
    ['outside', '/_next/static/../secret.js', 'gzip'],
    ['compressed themselves', '/_next/static/chunks/a.js.gz', 'gzip'],
    ['elsewhere', '/p/demo', 'gzip'],
  ])('%s are left to Next', async (_which, path, accept) => {
    const { headers, body } = await ask(path, accept);
    expect(body.toString()).toBe('Next');
    expect(headers).not.toHaveProperty('content-encoding');
  });
});

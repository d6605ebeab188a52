import { EventEmitter, once } from 'node:events';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttpServer, type Handler, type HttpServer } from './http-server';

let running: HttpServer | undefined;

afterEach(async () => {
  await running?.close(0);
  running = undefined;
});

async function serve(handler: Handler | null, publicUrl?: string): Promise<number> {
  const port = await freePort();
  running = createHttpServer({
    host: '127.0.0.1',
    port,
    publicUrl: publicUrl ?? `http://127.0.0.1:${port}`,
    dev: false,
  });
  await running.listen();
  if (handler) running.serve(handler);
  return port;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function ask(
  port: number,
  options: RequestOptions = {},
): Promise<IncomingMessage & { text: string }> {
  return new Promise((resolve, reject) => {
    httpRequest({ host: '127.0.0.1', port, ...options }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve(Object.assign(response, { text })));
      response.on('error', reject);
    })
      .on('error', reject)
      .end();
  });
}

const hello: Handler = async (_request, response) => {
  response.end('hello');
};

describe('the HTTP server', () => {
  it('gives every answer the security headers and keeps it out of caches', async () => {
    const { headers } = await ask(await serve(hello));
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'self'; script-src 'self' 'nonce-[\w+/=]+' 'strict-dynamic'; /,
    );
  });

  it('keeps an idle connection longer than proxies do, which is a minute', async () => {
    const { headers } = await ask(await serve(hello));
    expect(headers).toMatchObject({ connection: 'keep-alive', 'keep-alive': 'timeout=75' });
  });

  it.each([
    ['/_next/static/a.js', 'script', false],
    ['/_next/static/worker.js', 'worker', true],
    ['/_next/static/a.js', 'document', true],
    ['/p/demo/executions', 'script', true],
  ])('%s asked for as a %s has a policy: %s', async (path, destination, hasPolicy) => {
    const headers = { 'sec-fetch-dest': destination };
    const answer = await ask(await serve(hello), { path, headers });
    expect('content-security-policy' in answer.headers).toBe(hasPolicy);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  });

  it('leaves a header to the route that sets it', async () => {
    const port = await serve(async (_request, response) => {
      response.setHeader('Content-Security-Policy', 'sandbox');
      response.writeHead(200, { 'cache-control': 'private, max-age=60' });
      response.end();
    });
    const { headers } = await ask(port);
    expect(headers['content-security-policy']).toBe('sandbox');
    expect(headers['cache-control']).toBe('private, max-age=60');
  });

  it('says how a body is compressed for a route that may not say so itself', async () => {
    const port = await serve(async (_request, response) => {
      response.setHeader('X-Body-Encoding', 'br');
      response.end('packed');
    });
    const { headers } = await ask(port);
    expect(headers['content-encoding']).toBe('br');
    expect(headers).not.toHaveProperty('x-body-encoding');
  });

  it('takes back the year that Next gives to prerendered pages', async () => {
    const port = await serve(async (_request, response) => {
      response.setHeader('Cache-Control', 's-maxage=31536000');
      response.end();
    });
    expect((await ask(port)).headers['cache-control']).toBe('no-store');
  });

  it('hands a fresh nonce to Next and none of a client', async () => {
    const seen: (string | string[] | undefined)[] = [];
    const port = await serve(async ({ headers }, response) => {
      seen.push(
        headers['x-nonce'],
        headers['x-middleware-subrequest'],
        headers['x-forwarded-host'],
      );
      expect(headers['content-security-policy']).toContain(`'nonce-${headers['x-nonce']}'`);
      response.end();
    });
    const headers = {
      'x-nonce': 'mine',
      'content-security-policy': "script-src 'nonce-mine'",
      'x-middleware-subrequest': 'middleware',
      'x-forwarded-host': 'evil.example',
    };
    await ask(port, { headers });
    await ask(port, { headers });
    expect(seen[0]).not.toBe('mine');
    expect(seen[0]).not.toBe(seen[3]);
    expect([seen[1], seen[2]]).toEqual([undefined, undefined]);
  });

  it('answers only under its own names', async () => {
    const port = await serve(hello, 'https://runlens.example');
    const status = async (host: string, path = '/') =>
      (await ask(port, { path, headers: { host } })).statusCode;
    for (const host of [
      `127.0.0.1:${port}`,
      `LOCALHOST:${port}`,
      `[::1]:${port}`,
      'runlens.example',
    ]) {
      expect(await status(host), host).toBe(200);
    }
    for (const host of [
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1:1',
      `127.0.0.1.evil.example:${port}`,
    ]) {
      expect(await status(host), host).toBe(421);
    }
    expect(await status('10.0.0.7:8080', '/healthz')).toBe(200);
  });

  it('refuses a path that nobody can read', async () => {
    const port = await serve(hello);
    for (const path of ['/%ff', '/api/v1/executions/%', '/%E0%A4%A/code', '/a%zz?x=%41']) {
      expect((await ask(port, { path })).statusCode, path).toBe(400);
    }
    for (const path of ['/%00', '/a%2Fb', '/%C3%A9', '/x?q=%ff', '/']) {
      expect((await ask(port, { path })).statusCode, path).toBe(200);
    }
  });

  it.each([
    ['DELETE', '/api/v1/executions/x', 'GET, HEAD, OPTIONS'],
    ['PUT', '/api/v1/executions?q=', 'GET, HEAD, OPTIONS, POST'],
    ['GET', '/v1/traces', 'OPTIONS, POST'],
    ['POST', '/logs', 'GET, HEAD, OPTIONS'],
  ])('says what else to do where %s %s cannot be done', async (method, path, allow) => {
    const answer = await ask(await serve(hello), { method, path });
    expect(answer.headers).toMatchObject({ allow, 'content-type': 'application/problem+json' });
    expect(JSON.parse(answer.text)).toMatchObject({
      ...{ status: 405, code: 'method_not_allowed' },
      detail: `${method} is not for this address, which takes ${allow}`,
    });
    expect(answer.statusCode).toBe(405);
  });

  it.each(['GET', 'HEAD', 'OPTIONS', 'POST'])('lets %s through where it can', async (method) => {
    const answer = await ask(await serve(hello), { method, path: '/api/v1/executions' });
    expect(answer.statusCode).toBe(200);
  });

  it.each(['/api/v1/executions/%zz', '/logs/actions/%ff', '/v1/%'])(
    'refuses %s as the API does',
    async (path) => {
      const answer = await ask(await serve(hello), { path });
      expect(answer.headers['content-type']).toBe('application/problem+json');
      expect(JSON.parse(answer.text)).toMatchObject({ status: 400, code: 'invalid_input' });
      expect(answer.statusCode).toBe(400);
    },
  );

  it('has neither the image optimizer nor upgrades', async () => {
    const port = await serve(hello);
    expect((await ask(port, { path: '/_next/image?url=%2Fx' })).statusCode).toBe(404);
    const upgrade = await ask(port, { headers: { connection: 'Upgrade', upgrade: 'websocket' } });
    expect(upgrade.statusCode).toBe(426);
  });

  it('asks to come back while it starts', async () => {
    const answer = await ask(await serve(null));
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '2']);
  });

  it('says nothing of an error to the client', async () => {
    const { error } = console;
    console.error = () => undefined;
    const port = await serve(() => Promise.reject(new Error('secret cause')));
    const answer = await ask(port);
    console.error = error;
    expect([answer.statusCode, answer.text]).toEqual([500, 'Something went wrong\n']);
  });

  it('ends streams at once and lets other requests finish', async () => {
    const begun = new EventEmitter();
    const port = await serve(async ({ url }, response) => {
      if (url === '/stream') {
        response.setHeader('Content-Type', 'text/event-stream');
        response.write('data: 1\n\n');
      }
      begun.emit(url ?? '');
      if (url !== '/slow') return;
      await once(begun, 'finish');
      response.end('finished');
    });
    const arrived = Promise.all([once(begun, '/stream'), once(begun, '/slow')]);
    const stream = ask(port, { path: '/stream' });
    const slow = ask(port, { path: '/slow' });
    await arrived;
    const closing = running?.close(60_000);
    // The stream would go on for ever; the other request is still at work.
    expect((await stream).text).toContain('data: 1');
    begun.emit('finish');
    expect((await slow).text).toBe('finished');
    await closing;
  });

  it('cuts off what does not finish in time', async () => {
    const port = await serve(() => new Promise(() => undefined));
    const hanging = ask(port).catch((error: Error) => error.message);
    await sleep(30);
    await running?.close(50);
    expect(await hanging).toBe('socket hang up');
  });
});

import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packedEncoding } from '@/lib/contract/packed-encoding';
import type { Handler } from './http-server';

const UNDER = '/_next/static/';

const TYPES: Record<string, string> = {
  js: 'application/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

/**
 * Answers for the scripts and styles that the build has compressed (`pack-static.mjs`), and leaves
 * everything else to Next. Their addresses hold a hash of what is in them or of the build.
 */
export function withStaticFiles(root: string, rest: Handler): Handler {
  const folder = join(root, '.next/static');
  const packed = new Set(
    readdirSync(folder, { recursive: true })
      .map((name) => String(name).replaceAll('\\', '/'))
      .filter((name) => name.endsWith('.gz'))
      .map((name) => name.slice(0, -'.gz'.length)),
  );
  return async (request, response) => {
    const path = (request.url ?? '').replace(/[?#].*/s, '');
    const name = path.startsWith(UNDER) ? path.slice(UNDER.length) : '';
    const encoding = packedEncoding(request.headers['accept-encoding']?.toString() ?? null);
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!packed.has(name) || !encoding || !isRead) return rest(request, response);
    const bytes = await readFile(join(folder, name + encoding.ending)).catch(() => null);
    if (!bytes) return rest(request, response);
    response.writeHead(200, {
      'Content-Type': TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream',
      'Content-Encoding': encoding.name,
      'Content-Length': bytes.length,
      'Cache-Control': 'public, max-age=31536000, immutable',
      Vary: 'Accept-Encoding',
    });
    response.end(request.method === 'HEAD' ? undefined : bytes);
  };
}

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Built from lib/runner/frame by bin/build.mjs. */
const folder = () => join(/* turbopackIgnore: true */ process.cwd(), 'dist', 'frame');

/** A text ends its element only where it says so. */
const inElement = (text: string) => text.replace(/<(?=\/script|!--)/gi, '\\x3c');

let page: Promise<{ html: string; hash: string }> | null = null;

async function build(): Promise<{ html: string; hash: string }> {
  const [frame, worker] = await Promise.all(
    ['python-frame.js', 'python.worker.js'].map(async (name) =>
      inElement(await readFile(join(folder(), name), 'utf8')),
    ),
  );
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Python</title>
<script type="text/plain" id="worker">${worker}</script>
<script>${frame}</script>
</html>
`;
  const hash = createHash('sha256')
    .update(frame ?? '')
    .digest('base64');
  return { html, hash };
}

/**
 * The page of the frame in which the code of a log runs in a browser. Its policy is the fence around that
 * code: no origin of its own, so no cookie, no storage and no page to reach; no network at all; no script
 * but this one and what it makes. Workers inherit it. Only our own pages may hold it.
 */
export async function pythonFrame(): Promise<Response> {
  page ??= build();
  const { html, hash } = await page;
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': [
        'sandbox allow-scripts',
        "default-src 'none'",
        `script-src 'sha256-${hash}' 'wasm-unsafe-eval' blob:`,
        'worker-src blob:',
        "connect-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
      ].join('; '),
      'cache-control': 'no-store',
    },
  });
}

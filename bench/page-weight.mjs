import { openBrowser } from './browser.mjs';
import { against } from './measure.mjs';

const LIMIT_KB = 220;
const KB = 1024;

/** The scripts that a browser with an empty cache fetches for the table page, as they travel. */
export async function pageWeight({ server, say }) {
  const { context, close } = await openBrowser(server);
  try {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Network.enable');
    await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
    const scripts = new Map();
    cdp.on('Network.responseReceived', ({ requestId, type, response }) => {
      if (type !== 'Script' && !/javascript/.test(response.mimeType)) return;
      scripts.set(requestId, {
        url: response.url,
        encoding: response.headers['content-encoding'] ?? response.headers['Content-Encoding'],
        bytes: 0,
        bodyBytes: 0,
      });
    });
    cdp.on('Network.dataReceived', ({ requestId, dataLength }) => {
      const script = scripts.get(requestId);
      if (script) script.bodyBytes += dataLength;
    });
    cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const script = scripts.get(requestId);
      if (script) script.bytes = encodedDataLength;
    });
    await page.goto(`${server.url}/p/${server.project}/executions`);
    await page.getByRole('row').nth(10).waitFor();
    // What comes late, such as a prefetch when the page is idle, belongs to the first load too.
    await page.waitForTimeout(2_000);
    const all = Array.from(scripts.values());
    const bytes = all.reduce((sum, script) => sum + script.bytes, 0);
    for (const script of all) {
      say(
        `${(script.bytes / KB).toFixed(1)} KB ${script.encoding ?? 'plain'} ${new URL(script.url).pathname}`,
      );
    }
    const names = await editorsAmong(all, server);
    // Below a kilobyte nothing is packed: it would grow.
    const plain = all.filter(
      ({ bodyBytes, encoding }) => bodyBytes > KB && encoding !== 'gzip',
    ).length;
    return [
      against(
        `first load of the table page: ${all.length} scripts, gzipped`,
        bytes / KB,
        LIMIT_KB,
        (kb) => `${kb.toFixed(1)} KB`,
      ),
      none('scripts of it that hold Monaco or Pyodide', names),
      none('scripts of it that came without gzip', plain),
    ];
  } finally {
    await close();
  }
}

function none(what, count) {
  return { what, ours: String(count), limit: '0', ratio: count, holds: count === 0 };
}

/** By name and by content: chunks have no telling names. */
async function editorsAmong(scripts, server) {
  let found = 0;
  for (const { url } of scripts) {
    const text = url.startsWith(server.url) ? await (await fetch(url)).text() : '';
    if (/monaco|pyodide/i.test(url) || /monaco-editor|MonacoEnvironment|loadPyodide/.test(text))
      found += 1;
  }
  return found;
}

import { get } from 'node:http';
import { openBrowser } from './browser.mjs';
import { against } from './measure.mjs';

const LIMIT_KB = 220;
const KB = 1024;

/** The scripts that a browser with an empty cache fetches for the table page. */
export async function pageWeight({ server, say }) {
  const { context, close } = await openBrowser(server);
  try {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Network.enable');
    await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
    const urls = new Set();
    cdp.on('Network.responseReceived', ({ type, response }) => {
      if (type === 'Script' || /javascript/.test(response.mimeType)) urls.add(response.url);
    });
    await page.goto(`${server.url}/p/${server.project}/executions`);
    await page.getByRole('row').nth(10).waitFor();
    // What comes late, such as a prefetch when the page is idle, belongs to the first load too.
    await page.waitForTimeout(2_000);
    const gzipped = await travel(urls, 'gzip');
    for (const { url, bytes, encoding } of gzipped) {
      say(`${(bytes / KB).toFixed(1)} KB ${encoding ?? 'plain'} ${new URL(url).pathname}`);
    }
    const names = await editorsAmong(gzipped, server);
    // Below a kilobyte nothing is packed: it would grow.
    const plain = gzipped.filter(({ bytes, encoding }) => bytes > KB && encoding !== 'gzip').length;
    return [
      weight(`first load of the table page: ${urls.size} scripts, gzipped`, gzipped),
      weight('the same, for browsers that take Brotli', await travel(urls, 'gzip, br')),
      none('scripts of it that hold Monaco or Pyodide', names),
      none('scripts of it that came without gzip', plain),
    ];
  } finally {
    await close();
  }
}

function weight(what, answers) {
  const bytes = answers.reduce((sum, answer) => sum + answer.bytes, 0);
  return against(what, bytes / KB, LIMIT_KB, (kb) => `${kb.toFixed(1)} KB`);
}

/** Fetches each anew. Bytes are those of headers and body as they travel. */
async function travel(urls, accepted) {
  const answers = [];
  for (const url of urls) {
    const headers = { 'accept-encoding': accepted, 'sec-fetch-dest': 'script' };
    const answer = await new Promise((resolve, reject) => {
      get(url, { headers, agent: false }, (response) => {
        response.resume();
        response.on('end', () => {
          const encoding = response.headers['content-encoding'];
          resolve({ url, encoding, bytes: response.socket.bytesRead });
        });
      }).on('error', reject);
    });
    answers.push(answer);
  }
  return answers;
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

import { openBrowser } from './browser.mjs';
import { against, ask, ms, percentile } from './measure.mjs';

const FIRST_LIMIT_MS = 8_000;
const OUTPUT_LIMIT_MS = 200;
const STOP_LIMIT_MS = 100;
const ROUNDS = 5;
/** Until the next interpreter is there: nobody is told when. */
const WARM_MS = 8_000;
const WAIT_MS = 60_000;

const PRINTS = 'print("first")\nprint(sum(range(1000)), context["part"]["id"])\n';
const LOOPS = 'print("first")\nwhile True:\n    pass\n';

/** Python in the browser: from an empty cache to the end of a run, then with a spare interpreter. */
export async function runInBrowser({ server, say }) {
  const [prints, loops] = await send(server, [PRINTS, LOOPS]);
  const { context, close } = await openBrowser(server);
  try {
    const page = await context.newPage();
    const address = (id) => `${server.url}/p/${server.project}/executions/${id}?tab=run`;
    const began = performance.now();
    await page.goto(address(prints));
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByText('Not recorded: nothing to compare with.').waitFor({ timeout: WAIT_MS });
    const first = performance.now() - began;
    say(`first run ${ms(first)}`);

    const outputs = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await page.waitForTimeout(WARM_MS);
      outputs.push(await page.evaluate(clickUntil, ['Run', 'stdout, text', 'first', WAIT_MS]));
      await page.getByText('Not recorded: nothing to compare with.').waitFor({ timeout: WAIT_MS });
    }
    say(`first output ${outputs.map((one) => one.toFixed(0)).join(' ')}`);

    await page.goto(address(loops));
    const stops = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      await page.getByRole('region', { name: 'stdout, text' }).waitFor({ timeout: WAIT_MS });
      await page.waitForTimeout(500);
      stops.push(await page.evaluate(clickUntil, ['Stop', null, 'Stopped.', WAIT_MS]));
    }
    say(`stop ${stops.map((one) => one.toFixed(0)).join(' ')}`);
    const many = `median of ${ROUNDS}`;
    return [
      against('first run in the browser, empty cache, to its end', first, FIRST_LIMIT_MS, ms),
      against(
        `a later run, click to first output, ${many}`,
        percentile(outputs, 0.5),
        OUTPUT_LIMIT_MS,
        ms,
      ),
      against(
        `Stop of an endless loop, click to word, ${many}`,
        percentile(stops, 0.5),
        STOP_LIMIT_MS,
        ms,
      ),
    ];
  } finally {
    await close();
  }
}

/** Sends executions with this code; gives their ids. */
async function send(server, codes) {
  const items = codes.map((code) => ({
    ...{ status: 'success', event: 'BENCH', target: 'RUN', code },
    context: { part: { id: 34 } },
  }));
  const { status, text } = await ask(`${server.url}/api/v1/executions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(items),
  });
  if (status !== 200) throw new Error(`sending answered ${status}: ${text}`);
  return JSON.parse(text).ids;
}

/** Runs in the page: presses the button, and gives the milliseconds until the text is drawn. */
function clickUntil([button, region, text, limitMs]) {
  const place = () =>
    region ? document.querySelector(`[aria-label="${region}"]`) : document.querySelector('main');
  const pressed = [...document.querySelectorAll('button')].find(
    (one) => one.innerText.trim() === button,
  );
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const limit = setTimeout(() => reject(new Error(`${text} did not come`)), limitMs);
    const isHere = () => place()?.textContent?.includes(text) ?? false;
    let isGone = !isHere();
    const look = () => {
      const isThere = isHere();
      // What the last run printed goes away first.
      if (!isThere) isGone = true;
      if (!isThere || !isGone) return;
      observer.disconnect();
      clearTimeout(limit);
      requestAnimationFrame(() => resolve(performance.now() - began));
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    pressed?.click();
  });
}

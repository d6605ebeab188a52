import { readFileSync } from 'node:fs';
import JSZip from 'jszip';
import { openList } from './browser.mjs';
import { against, percentile } from './measure.mjs';
import { serverBytes, sharedOutBytes, watchPeak } from './processes.mjs';

const LOGS = 1_000;
const LIMIT_S = 3;
const LIMIT_MB = 200;
const MB = 1024 * 1024;
const RUNS = 3;

/** A thousand rows selected in the table, from the click on Download Zip to the saved file. */
export async function zip({ server, say }) {
  const { page, browser, close } = await openList(server);
  try {
    await select(page, LOGS);
    const cdp = await browser.newBrowserCDPSession();
    const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
    const pids = processInfo.map(({ id }) => id);
    // Apart from the timed ones: to look at the memory of a browser takes time from it, and a fresh tab has
    // the most to grow.
    const endBrowser = watchPeak(() => sharedOutBytes(pids));
    const endServer = watchPeak(() => serverBytes(server.pid));
    await download(page);
    const [inBrowser, inServer] = [endBrowser(), endServer()];
    const more = ({ before, peak }) => (peak - before) / MB;
    say(
      `browser ${(inBrowser.before / MB).toFixed(0)} MB before, server ${(inServer.before / MB).toFixed(0)} MB`,
    );
    const seconds = [];
    for (let run = 0; run < RUNS; run += 1) {
      seconds.push(await download(page));
      say(`${seconds.at(-1)?.toFixed(2)} s`);
      await page.waitForTimeout(1_000);
    }
    const inMb = (value) => `${value.toFixed(0)} MB`;
    return [
      against(
        `zip of ${LOGS} logs, click to saved file, median of ${RUNS}`,
        percentile(seconds, 0.5),
        LIMIT_S,
        (s) => `${s.toFixed(2)} s`,
      ),
      against(`zip of ${LOGS} logs, more memory of the browser`, more(inBrowser), LIMIT_MB, inMb),
      against(`zip of ${LOGS} logs, more memory of the server`, more(inServer), LIMIT_MB, inMb),
    ];
  } finally {
    await close();
  }
}

/** Seconds from the click to the saved file, which holds all of them. */
async function download(page) {
  const began = performance.now();
  const [saved] = await Promise.all([
    page.waitForEvent('download', { timeout: 120_000 }),
    page.getByRole('button', { name: 'Download Zip' }).click(),
  ]);
  const file = await saved.path();
  const seconds = (performance.now() - began) / 1_000;
  const { files } = await JSZip.loadAsync(readFileSync(file));
  const logs = Object.keys(files).length - 2; // run_all.py and manifest.json
  if (logs !== LOGS) throw new Error(`the zip holds ${logs} logs`);
  return seconds;
}

/** Ticks the first row, scrolls until enough are loaded, and ticks the last with Shift held down. */
async function select(page, count) {
  const row = (number) => page.locator(`[role=row][aria-rowindex="${number + 1}"]`);
  await row(1).getByRole('checkbox').click();
  await page.getByRole('grid').hover();
  while (!(await row(count).isVisible())) {
    await page.evaluate(() => {
      const scroller = document.querySelector('[role=grid]')?.parentElement;
      scroller?.scrollBy(0, 20 * 31);
    });
    await page.waitForTimeout(30);
  }
  await row(count)
    .getByRole('checkbox')
    .click({ modifiers: ['Shift'] });
  await page.getByText(`${count.toLocaleString('en')} selected`).waitFor();
}

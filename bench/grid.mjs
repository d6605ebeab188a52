import { openList } from './browser.mjs';
import { against, ms, percentile } from './measure.mjs';

const ROWS = 10_000;
const LOAD_LIMIT_MS = 180_000;
const FRAME_LIMIT_MS = 32;
const TASK_LIMIT_MS = 50;
/** Of the way that is scrolled, in pixels per second: a fast flick of the wheel. */
const SPEED = 6_000;
const SCROLL_MS = 6_000;
const TYPED = 'status:failed,rejected duration:>500ms "no revision" -triggered_by:ana';

/** The table with ten thousand rows in it: how it scrolls, and how the bar takes what is typed. */
export async function grid({ server, say }) {
  const { page, close } = await openList(server);
  try {
    await loadRows(page, say);
    const frames = await page.evaluate(scroll, { speed: SPEED, forMs: SCROLL_MS });
    say(`scrolling: ${frames.length} frames, median ${percentile(frames, 0.5).toFixed(1)} ms`);
    await page.evaluate(watchLongTasks);
    const bar = page.getByLabel('Search executions');
    await bar.click();
    for (const key of TYPED) {
      await page.keyboard.type(key);
      // A person of ninety words a minute.
      await page.waitForTimeout(110);
    }
    await page.waitForTimeout(1_000);
    const tasks = await page.evaluate(() => globalThis.benchTasks());
    say(`typing: tasks over 50 ms: ${tasks.map((one) => one.toFixed(0)).join(' ') || 'none'}`);
    return [
      against(
        `scrolling ${ROWS} rows, a frame, 95 of 100`,
        percentile(frames, 0.95),
        FRAME_LIMIT_MS,
        ms,
      ),
      against(
        `typing ${TYPED.length} keys over ${ROWS} rows, the longest task over 50 ms`,
        Math.max(0, ...tasks),
        TASK_LIMIT_MS,
        ms,
      ),
    ];
  } finally {
    await close();
  }
}

/** Scrolls to the end until so many rows are loaded. */
async function loadRows(page, say) {
  const loaded = await page.evaluate(
    async ({ rows, limitMs }) => {
      const grid = document.querySelector('[role=grid]');
      const box = grid?.parentElement;
      const height = () => grid?.getBoundingClientRect().height ?? 0;
      const rowHeight =
        document.querySelector('[data-row-id]')?.getBoundingClientRect().height ?? 31;
      const until = performance.now() + limitMs;
      while (height() < rows * rowHeight && performance.now() < until) {
        if (box) box.scrollTop = box.scrollHeight;
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
      return Math.floor(height() / rowHeight);
    },
    { rows: ROWS, limitMs: LOAD_LIMIT_MS },
  );
  if (loaded < ROWS) throw new Error(`only ${loaded} of ${ROWS} rows came`);
  say(`${loaded} rows are loaded`);
}

/** Runs in the page: scrolls upwards through what is loaded and gives the time of each frame in ms. */
function scroll({ speed, forMs }) {
  const box = document.querySelector('[role=grid]')?.parentElement;
  if (!box) throw new Error('there is no grid');
  return new Promise((resolve) => {
    const frames = [];
    let before = null;
    let began = null;
    const start = box.scrollTop;
    const step = (now) => {
      began ??= now;
      if (before !== null) frames.push(now - before);
      before = now;
      if (now - began > forMs) return resolve(frames);
      box.scrollTop = start - ((now - began) / 1_000) * speed;
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
}

function watchLongTasks() {
  const tasks = [];
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) tasks.push(entry.duration);
  });
  observer.observe({ type: 'longtask' });
  globalThis.benchTasks = () => {
    for (const entry of observer.takeRecords()) tasks.push(entry.duration);
    return tasks;
  };
}

import { openList } from './browser.mjs';
import { against, ms, percentile } from './measure.mjs';

const DAY_MS = 86_400_000;
const LIMIT_MS = 50;
const STEPS = 40;
/** A person who looks at each; for comparison a key held down, thirty logs a second. */
const HELD_MS = 33;
const PACES = { 'a key every 150 ms': 150, 'a key every 33 ms, held down': HELD_MS };
const STEP_LIMIT_MS = 5_000;

/** From the key to the frame that shows the next execution, measured inside the page. */
export async function quickViewStep({ server, say }) {
  const findings = [];
  for (const [pace, everyMs] of Object.entries(PACES)) {
    // Of the loaded ones: what other parts have sent in a kept folder has no code.
    const { page, close } = await openList(
      server,
      `?until=${new Date(Date.now() - DAY_MS).toISOString()}`,
    );
    try {
      await page.getByRole('row').nth(1).click();
      await page.keyboard.press(' ');
      await page.getByRole('dialog').getByLabel('Executed code').waitFor();
      await page.waitForTimeout(500);
      await page.evaluate(watchSteps, STEP_LIMIT_MS);
      const began = performance.now();
      for (let step = 0; step < STEPS; step += 1) {
        // By the clock and not after each other: a key that is held down waits for nobody.
        await page.waitForTimeout(Math.max(0, began + step * everyMs - performance.now()));
        await page.keyboard.press('ArrowRight');
      }
      const taken = await page.evaluate((count) => globalThis.benchSteps(count), STEPS);
      if (taken.length < STEPS) throw new Error(`only ${taken.length} of ${STEPS} steps were seen`);
      say(`${pace}: ${taken.map((one) => one.toFixed(0)).join(' ')}`);
      const figures = [
        against(`quick view, the first step, ${pace}`, taken[0], LIMIT_MS, ms),
        against(`quick view, a step, median, ${pace}`, percentile(taken, 0.5), LIMIT_MS, ms),
        against(`quick view, a step, 95 of 100, ${pace}`, percentile(taken, 0.95), LIMIT_MS, ms),
      ];
      findings.push(
        ...figures.map((one) => (everyMs === HELD_MS ? { ...one, limit: '–', holds: true } : one)),
      );
    } finally {
      await close();
    }
  }
  return findings;
}

/**
 * Runs in the page. A step is over when a frame has been painted in which quick view shows another
 * request id and has its code: a message posted in an animation frame arrives behind its paint.
 */
function watchSteps(limitMs) {
  const waiting = [];
  const taken = [];
  const shown = () => {
    const dialog = document.querySelector('dialog[open]');
    const code = dialog?.querySelector('[aria-label="Executed code"]');
    return code ? (dialog?.querySelector('footer .truncate')?.textContent ?? '') : '';
  };
  let last = shown();
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'ArrowRight') waiting.push(event.timeStamp);
    },
    true,
  );
  new MutationObserver(() => {
    const now = shown();
    if (now === '' || now === last) return;
    last = now;
    // Keys that came faster than frames are all answered by the frame that follows the last of them.
    const answered = waiting.splice(0);
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        const at = performance.now();
        for (const since of answered) taken.push(at - since);
      };
      port2.postMessage(null);
    });
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
  globalThis.benchSteps = async (count) => {
    const until = performance.now() + limitMs;
    while (taken.length < count && performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return taken;
  };
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type { AxeResults, RunOnly } from 'axe-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const EVERY_RULE: RunOnly = { type: 'tag', values: TAGS };
/** What another theme of the same page can change. */
const RULES_OF_COLOUR: RunOnly = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };
const THEMES = ['dark', 'light'] as const;
const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };

/** What axe finds, as lines that say where. */
async function faults(page: Page, rules: RunOnly): Promise<string[]> {
  // Fading in is not what somebody reads; colours are judged when they have come to rest.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {}))),
  );
  // Evaluated, not added as a script: the policy of the page stays as strict as it is.
  await page.evaluate(AXE);
  const results = await page.evaluate(
    (runOnly): Promise<AxeResults> =>
      (window as unknown as { axe: typeof import('axe-core') }).axe.run(document, { runOnly }),
    rules,
  );
  const looked = [...results.passes, ...results.incomplete, ...results.violations];
  expect(looked.length).toBeGreaterThan(rules === EVERY_RULE ? 5 : 0);
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  );
}

/** Shows a screen and looks at it in both themes, wide and narrow: no fault, and no wider than the window. */
export async function expectNoFaults(
  page: Page,
  show: (page: Page) => Promise<unknown>,
): Promise<void> {
  await page
    .context()
    .addCookies([{ name: 'runlens_theme', value: 'dark', url: process.env.RUNLENS_E2E_URL ?? '' }]);
  await page.setViewportSize(WIDE);
  await show(page);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  const found: Record<string, string[]> = {};
  for (const size of [WIDE, NARROW]) {
    await page.setViewportSize(size);
    for (const theme of THEMES) {
      await page.evaluate(
        (name) => document.documentElement.setAttribute('data-theme', name),
        theme,
      );
      const list = await faults(page, theme === 'dark' ? EVERY_RULE : RULES_OF_COLOUR);
      if (list.length > 0) found[`${theme} ${size.width}`] = list;
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, `width of the page at ${size.width}`).toBeLessThanOrEqual(size.width);
  }
  expect(found).toEqual({});
}

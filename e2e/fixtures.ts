import { type Browser, test as base, expect, type Locator, type Page } from '@playwright/test';
import { makeRoom, type Room } from './room';
import { type Watch, watchContext } from './watch';

export { expect };

interface TestFixtures {
  /** What the browser complained of. Empty at the end, or the test fails. */
  watch: Watch;
}

interface WorkerFixtures {
  /** Makes a project of its own for a spec, with a key. */
  newRoom: (name: string) => Promise<Room>;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  newRoom: [
    async ({ browser }: { browser: Browser }, use) => {
      await use((name) => makeRoom(browser, name));
    },
    { scope: 'worker' },
  ],
  watch: [
    async ({ context }, use) => {
      const watch = watchContext(context);
      await context.addInitScript(markKeys);
      await use(watch);
      expect(watch.complaints(), 'what the browser complained of').toEqual([]);
    },
    { auto: true },
  ],
});

/** A window so wide that no column is out of sight: what is, is drawn in the active row alone. */
export const EVERY_COLUMN = { width: 2800, height: 720 };

/** The table of executions, ready for keys and clicks. */
export async function openList(page: Page, room: Room, search = ''): Promise<void> {
  await openKeyed(page, `${room.path}/executions${search}`);
}

/** A page that has keys of its own: ready once it listens for them. */
export async function openKeyed(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.waitForFunction(() => document.documentElement.hasAttribute('data-e2e-keys'));
}

/** Any other page: ready once React has taken over what the server drew. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.waitForFunction(() => {
    const all = [...document.querySelectorAll('main, main input, main button')];
    return all.every((one) => Object.keys(one).some((key) => key.startsWith('__react')));
  });
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
}

/** Marks the document as soon as a script listens for keys on the window. */
function markKeys(): void {
  window.addEventListener = new Proxy(window.addEventListener, {
    apply(listen, target, given: Parameters<typeof window.addEventListener>) {
      Reflect.apply(listen, target ?? window, given);
      if (given[0] === 'keydown') document.documentElement.setAttribute('data-e2e-keys', '');
    },
  });
}

/** The facets, beside the table or, in a narrow window, over it. */
export async function openFilters(page: Page): Promise<Locator> {
  const button = page.getByRole('button', { name: /^Filters/ });
  // Their code comes with the first sign of a hand.
  await button.hover();
  if ((await button.getAttribute('aria-expanded')) !== 'true') await button.click();
  const panel = page.locator('[aria-label=Filters]:is(aside, dialog)').filter({ visible: true });
  await expect(panel.getByRole('group', { name: 'Status' })).toBeVisible();
  return panel;
}

/** The rows of the table in their order, without its header. */
export const rows = (page: Page) => page.locator('[role=row][data-row-id]');

export const grid = (page: Page) => page.getByRole('grid', { name: 'Executions' });

/** The texts of one column, from top to bottom; none while there is no table. */
export function column(page: Page, label: string): Promise<string[]> {
  return page.evaluate((start) => {
    const headers = [...document.querySelectorAll<HTMLElement>('[role=grid] [role=columnheader]')];
    const place = headers.findIndex((header) => header.innerText.trim().startsWith(start)) + 1;
    const cells = `[role=row][data-row-id] [aria-colindex="${place}"]`;
    return [...document.querySelectorAll<HTMLElement>(cells)].map((cell) => cell.innerText);
  }, label);
}

/** Text of the clipboard. The context needs the permission `clipboard-read`. */
export const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

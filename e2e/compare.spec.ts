import type { Page } from '@playwright/test';
import { expectNoFaults } from './axe';
import { expect, open, openKeyed, openList, rows, test } from './fixtures';
import { ago, type Item, MINUTE_MS, type Room } from './room';

const SAME = Array.from({ length: 20 }, (_, n) => `line_${n} = ${n}`).join('\n');
let room: Room;
let elsewhere: Room;
let older: string;
let newer: string;
let foreign: string;

function log(id: string, minutes: number, more: Record<string, unknown>): Item {
  return {
    ...{ id, created_at: ago(minutes * MINUTE_MS), status: 'success', event: 'UPDATE' },
    ...{ target: 'PART', target_record_id: '34', actions: [{ key: 'check_part' }] },
    ...more,
  };
}

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Side by side');
  elsewhere = await newRoom('Side elsewhere');
  [older = '', newer = ''] = await room.send([
    log('good', 9, {
      duration_ms: 100,
      steps: [
        { seq: 1, name: 'Read', connector: 'http', status: 'success', duration_ms: 20 },
        { seq: 2, name: 'Save', connector: 'sql', status: 'success', duration_ms: 30 },
      ],
      code: `${SAME}\nprint("fine")\n`,
      context: {
        ...{ part: { id: 34, weight: 1.5 }, lines: [1, 2, 3] },
        sent_at: '2026-11-20T10:00:00Z',
      },
      output: { stdout: 'one\ntwo\n', stderr: '', exit_code: 0 },
    }),
    log('bad', 3, {
      status: 'failed',
      duration_ms: 400,
      steps: [
        { seq: 1, name: 'Read', connector: 'http', status: 'failed', duration_ms: 200 },
        { seq: 2, name: 'Mail', connector: 'smtp', status: 'skipped' },
      ],
      code: `${SAME}\nprint("worse")\nraise ValueError()\n`,
      context: {
        part: { id: 34, weight: 2 },
        lines: [0, 1, 2, 3],
        note: '<b>\u202e</b>',
        sent_at: '2026-11-21T10:00:00Z',
      },
      output: { stdout: 'one\n\u001b[31mthree\u001b[0m\n', stderr: 'ValueError\n', exit_code: 1 },
    }),
  ]);
  [foreign = ''] = await elsewhere.send([log('foreign', 1, {})]);
});

const compare = (a: string, b: string) => `${room.path}/compare?a=${a}&b=${b}`;
const pane = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('two selected rows are compared by v: facts, code, context and output', async ({ page }) => {
  await openList(page, room);
  await rows(page).first().focus();
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(page.getByRole('link', { name: 'Compare v' })).toBeVisible();
  await page.keyboard.press('v');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Compare two executions');
  await expect(page).toHaveURL(compare(older, newer));
  await expect(page.getByRole('table', { name: 'What differs' })).toContainText('Success');
  await expect(page.getByRole('row', { name: /^Status/ })).toContainText('Failed');
  await expect(page.getByText('The second one took 4.0 times as long.')).toBeVisible();
  const code = pane(page, 'Code').first();
  await expect(code).toContainText('removed: print("fine")');
  await expect(code).toContainText('added: print("worse")');
  await expect(code).toContainText('17 equal lines');
  const context = pane(page, 'Context');
  await expect(context.getByRole('listitem')).toHaveCount(3);
  await expect(context.getByText('ctx.sent_at')).toBeHidden();
  await context.getByText(/^1 id or time differs/).click();
  await expect(context.getByText('ctx.sent_at')).toBeVisible();
  await expect(context).toContainText('ctx.part.weight changed');
  await expect(context).toContainText('ctx.lines[0] added');
  await expect(context).not.toContainText('\u202e');
  await expect(pane(page, 'stdout').first()).toContainText('added: three');
  await expect(pane(page, 'stderr').first()).toContainText('added: ValueError');
  const steps = pane(page, 'Steps').getByRole('row');
  await expect(steps.nth(1)).toHaveText(
    /^Read http\s*Success\s*20 ms\s*Failed\s*200 ms\s*10 times as long$/,
  );
  await expect(steps.nth(2)).toContainText('Save sql');
  await expect(steps.nth(3)).toContainText('Mail smtp–Skipped');
});

test('v compares a failed log with the last success, in the list and on its page', async ({
  page,
}) => {
  await openList(page, room);
  await rows(page).first().focus();
  await page.keyboard.press('v');
  await expect(page).toHaveURL(compare(older, newer));
  await openKeyed(page, `${room.path}/executions/${newer}`);
  await expect(page.getByRole('link', { name: 'Compare with last success' })).toBeVisible();
  await page.keyboard.press('v');
  await expect(page).toHaveURL(compare(older, newer));
});

test('where nothing has succeeded before, it says so', async ({ page }) => {
  await open(page, compare('last-success', older));
  await expect(page.getByText('There is no success to compare with')).toBeVisible();
  await page.getByRole('link', { name: 'Back to the log' }).click();
  await expect(page).toHaveURL(`${room.path}/executions/${older}`);
});

test('no script is needed, and what is equal unfolds', async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    ...{ baseURL, javaScriptEnabled: false },
    storageState: process.env.RUNLENS_E2E_STATE,
  });
  const page = await context.newPage();
  await page.goto(compare(older, newer));
  await page.getByText('17 equal lines').click();
  await expect(pane(page, 'Code').first()).toContainText('line_3 = 3');
  await page.getByText(/facts are the same/).click();
  await expect(page.getByRole('table', { name: 'What is the same' })).toContainText('PART');
  await page.getByRole('link', { name: 'Swap' }).click();
  await expect(pane(page, 'Code').first()).toContainText('removed: print("worse")');
  await context.close();
});

test('a log does not differ from itself', async ({ page }) => {
  await open(page, compare(older, older));
  await expect(pane(page, 'Context')).toContainText('They are the same.');
  await expect(pane(page, 'Code').first()).toContainText('The same code, version');
  await expect(page.getByText('Both took as long.')).toBeVisible();
});

test('the producer’s ids serve too', async ({ page }) => {
  await open(page, compare('good', 'bad'));
  await expect(pane(page, 'Context')).toContainText('ctx.note added');
});

test('what is not there, not of this project or not said is a 404', async ({ page, watch }) => {
  watch.expect(/404/);
  for (const path of [
    compare(older, foreign),
    compare(older, 'nothing'),
    `${room.path}/compare?a=${older}`,
  ]) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(404);
  }
});

test('two logs side by side: no fault in both themes, wide and narrow', async ({ page }) => {
  await expectNoFaults(page, () => open(page, compare(older, newer)));
});

import type { Page } from '@playwright/test';
import { clipboard, column, expect, grid, openList, rows, test } from './fixtures';
import { ago, type Item, MINUTE_MS, type Room } from './room';

const COUNT = 70;

let room: Room;
/** Newest first. */
let ids: string[];

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Quick');
  const items = Array.from({ length: COUNT }, (_, index): Item => {
    const failed = index % 7 === 0;
    return {
      id: `quick-${index}`,
      created_at: ago((index + 1) * 3 * MINUTE_MS),
      status: failed ? 'failed' : 'success',
      event: 'UPDATE',
      target: 'PART',
      target_record_id: String(index),
      actions: [{ key: `check_${index}` }],
      raised_action: failed ? `check_${index}` : null,
      validation_message: failed ? `Part ${index} has no revision` : null,
      triggered_by: 'ana@example.com',
      environment: 'production',
      request_id: `request-${index}`,
      duration_ms: 412,
      code: `# number ${index}\nif context["part"] == ${index}:\n    raise ValidationError("no")\n`,
      context: { part: index },
      output: failed
        ? { stderr: 'Traceback (most recent call last):\n  File "<action>", line 3, in <module>\n' }
        : {},
    };
  });
  ids = await room.send(items);
});

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Quick view' });
const position = (page: Page) => page.getByTestId('quick-position');
const code = (page: Page) => dialog(page).getByRole('region', { name: 'Executed code' });
const openedId = (page: Page) => new URL(page.url()).searchParams.get('quick');

async function openFirst(page: Page, search = ''): Promise<void> {
  await openList(page, room, search);
  await rows(page).first().focus();
  await page.keyboard.press('Space');
  await expect(dialog(page)).toBeVisible();
}

test('shows code with its colours, time, metadata and the place in the table', async ({ page }) => {
  await openFirst(page);
  await expect(code(page)).toContainText('raise ValidationError("no")');
  await expect(code(page).locator('span[class*="--tok-keyword"]').first()).toHaveText('if');
  await expect(code(page).locator('[aria-current]')).toHaveAttribute('data-line', '3');
  const time = (await column(page, 'Created at'))[0] ?? '';
  await expect(dialog(page).locator('header')).toContainText(time);
  await expect(position(page)).toContainText(/^1 of \d+/);
  for (const text of ['Failed', 'attempt 1', 'UPDATE PART 0', '412 ms', 'ana@example.com']) {
    await expect(dialog(page)).toContainText(text);
  }
  for (const text of ['Part 0 has no revision', 'check_0', 'production', 'request-0']) {
    await expect(dialog(page)).toContainText(text);
  }
});

test('left and right follow the table, Esc gives the focus back to the row', async ({ page }) => {
  await openFirst(page);
  for (const step of [1, 2, 3]) {
    await page.keyboard.press('ArrowRight');
    await expect(code(page)).toContainText(`# number ${step}\n`);
    await expect(position(page)).toContainText(new RegExp(`^${step + 1} of `));
    await expect.poll(() => openedId(page)).toBe(ids[step]);
  }
  await page.keyboard.press('ArrowLeft');
  await expect(code(page)).toContainText('# number 2\n');
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
  await expect(page.locator(`[data-row-id="${ids[2]}"]`)).toBeFocused();
  await expect.poll(() => openedId(page)).toBeNull();
});

test('the buttons step too, and stop at the first log', async ({ page }) => {
  await openFirst(page);
  const previous = dialog(page).getByRole('button', { name: 'Previous log' });
  await expect(previous).toBeDisabled();
  await dialog(page).getByRole('button', { name: 'Next log' }).click();
  await expect(code(page)).toContainText('# number 1\n');
  await previous.click();
  await expect(code(page)).toContainText('# number 0\n');
});

test('a held key walks to the very last log, over the end of the loaded page', async ({ page }) => {
  await openFirst(page);
  await page.keyboard.down('ArrowRight');
  await expect(async () => {
    await page.keyboard.down('ArrowRight');
    await expect(position(page)).toContainText(`${COUNT} of ${COUNT}`, { timeout: 1 });
  }).toPass({ intervals: [1] });
  await page.keyboard.up('ArrowRight');
  await expect(code(page)).toContainText(`# number ${COUNT - 1}\n`);
  await expect(dialog(page).getByRole('button', { name: 'Next log' })).toBeDisabled();
  await page.keyboard.press('Escape');
  const row = page.locator(`[data-row-id="${ids[COUNT - 1]}"]`);
  await expect(row).toBeInViewport();
  await expect(row).toBeFocused();
});

test('steps only through what the filter leaves, in the order of the sort', async ({ page }) => {
  await openFirst(page, '?status=failed&order=oldest');
  for (const [place, number] of [63, 56, 49].entries()) {
    await expect(code(page)).toContainText(`# number ${number}\n`);
    await expect(position(page)).toContainText(`${place + 1} of 10 ·`);
    await page.keyboard.press('ArrowRight');
  }
});

test('is a link: opens by URL, Back closes and Forward opens it', async ({ page, context }) => {
  await openFirst(page);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => openedId(page)).toBe(ids[1]);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(code(other)).toContainText('# number 1\n');
  await expect(position(other)).toContainText(/^2 of /);
  await page.goBack();
  await expect(dialog(page)).toBeHidden();
  await expect(grid(page)).toBeVisible();
  await page.goForward();
  await expect(code(page)).toContainText('# number 1\n');
});

test('opens from the row menu and closes by its button', async ({ page }) => {
  await openList(page, room);
  await rows(page)
    .nth(4)
    .getByRole('button', { name: /^Actions for/ })
    .click();
  await page.getByRole('menuitem', { name: 'Quick View' }).click();
  await expect(code(page)).toContainText('# number 4\n');
  await dialog(page).getByRole('button', { name: 'Close' }).click();
  await expect(dialog(page)).toBeHidden();
  await expect(page.locator(`[data-row-id="${ids[4]}"]:focus-within`)).toBeVisible();
});

test('copies the link, opens the log', async ({ page }) => {
  await openFirst(page);
  await page.keyboard.press('c');
  await expect(page.getByText('Link to the log copied')).toBeVisible();
  expect(await clipboard(page)).toBe(`${room.url}${room.path}/executions/${ids[0]}`);
  await dialog(page).getByRole('link', { name: 'View Execution' }).click();
  await expect(page).toHaveURL(`${room.path}/executions/${ids[0]}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('check_0');
});

test('a link to a log that is gone says so', async ({ page }) => {
  const gone = `${ids[0]?.slice(0, -4)}0000`;
  await openList(page, room, `?quick=${gone}`);
  await expect(dialog(page)).toContainText('There is no such execution');
  await expect(position(page)).toHaveText('not among the loaded rows');
});

import { expect, openFilters, openList, rows, test } from './fixtures';
import { ago, type Item, MINUTE_MS, type Room, sender } from './room';

let empty: Room;
let room: Room;

test.beforeAll(async ({ newRoom }) => {
  empty = await newRoom('Empty');
  room = await newRoom('States');
  await room.send(
    Array.from(
      { length: 80 },
      (_, index): Item => ({
        id: `state-${index}`,
        created_at: ago((index + 1) * MINUTE_MS),
        status: 'success',
        event: 'UPDATE',
        target: 'PART',
        target_record_id: String(index),
      }),
    ),
  );
});

/** A server action of the page: the list, values of a filter, a glimpse. */
const isAction = (headers: Record<string, string>) => 'next-action' in headers;

test('nothing yet: how to send the first, with the address of this server', async ({ page }) => {
  await openList(page, empty);
  await expect(page.getByRole('heading', { name: 'No executions yet' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'With curl' })).toContainText(
    `${empty.url}/api/v1/executions`,
  );
  const code = await page.getByRole('region', { name: 'With curl' }).boundingBox();
  const copy = await page.getByRole('button', { name: 'Copy with curl' }).boundingBox();
  expect(copy?.x).toBeGreaterThanOrEqual((code?.x ?? 0) + (code?.width ?? Number.NaN));
  await page.getByRole('link', { name: 'API keys' }).click();
  await expect(page).toHaveURL(`${empty.path}/settings`);
});

test('nothing yet: the key that is filled in works', async ({ page, newRoom }) => {
  const fresh = await newRoom('Fresh');
  await openList(page, fresh);
  await page.getByRole('button', { name: 'Make an API key and fill it in' }).click();
  const curl = page.getByRole('region', { name: 'With curl' });
  await expect(curl).not.toContainText('$RUNLENS_API_KEY');
  const key = /Bearer (\S+)"/.exec(await curl.innerText())?.[1] ?? '';
  const item = { status: 'success', event: 'UPDATE', target: 'PART', target_record_id: '34' };
  await sender(fresh.url, key).send([item]);
  await page.reload();
  await expect(rows(page)).toHaveCount(1);
});

test('a search that is not understood counts nothing, and says so', async ({ page }) => {
  await openList(page, room, '?q=statsu:failed');
  await expect(page.getByRole('heading', { name: 'This search is not understood' })).toBeVisible();
  const panel = await openFilters(page);
  await expect(panel.getByRole('group', { name: 'Status' })).toContainText('Not counted.');
  await expect(page.getByText('Counting…')).toHaveCount(0);
});

test('nothing matches is another screen', async ({ page }) => {
  await openList(page, room, '?q=nowhere&since=-24h');
  await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
  await expect(page.getByText('Most is excluded by “nowhere”')).toBeVisible();
  await page.getByRole('button', { name: 'Without Last 24 hours' }).click();
  await expect(page).toHaveURL(`${room.path}/executions?q=nowhere`);
  await page.getByRole('button', { name: 'Clear everything' }).click();
  await expect(rows(page)).not.toHaveCount(0);
  await expect(page).toHaveURL(`${room.path}/executions`);
});

test('loading shows the shape of the list, a failure says so and can be retried', async ({
  page,
  watch,
}) => {
  watch.expect(/ERR_FAILED|ERR_CONNECTION/);
  await openList(page, room);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let failing = true;
  await page.route('**/executions*', async (route) => {
    if (!isAction(route.request().headers())) return route.fallback();
    await held;
    return failing ? route.abort('failed') : route.fallback();
  });
  await page.getByRole('textbox', { name: 'Search executions' }).fill('state-7');
  await expect(page.getByRole('status', { name: 'Loading executions' })).toBeVisible();
  release();
  await expect(
    page.getByRole('heading', { name: 'The executions could not be loaded' }),
  ).toBeVisible();
  await expect(page.getByTestId('list-status'), 'not 0 executions').toHaveText('Not loaded');
  failing = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(rows(page)).toHaveCount(11);
});

test('a next page that fails keeps the rows and can be retried', async ({ page, watch }) => {
  watch.expect(/ERR_FAILED/);
  let failing = true;
  await page.route('**/executions*', (route) =>
    failing && isAction(route.request().headers()) ? route.abort('failed') : route.fallback(),
  );
  await openList(page, room);
  await page.keyboard.press('End');
  const foot = page.getByText('The next rows could not be loaded');
  await expect(foot).toBeVisible();
  await expect(page.getByTestId('list-status')).toContainText('50 executions loaded');
  failing = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByTestId('list-status')).toHaveText('80 executions');
});

test('a quick view that fails says so and can be retried', async ({ page, watch }) => {
  watch.expect(/ERR_FAILED/);
  await openList(page, room);
  let failing = true;
  await page.route('**/executions*', (route) =>
    failing && isAction(route.request().headers()) ? route.abort('failed') : route.fallback(),
  );
  await rows(page).first().focus();
  await page.keyboard.press('Space');
  const dialog = page.getByRole('dialog', { name: 'Quick view' });
  await expect(dialog).toContainText('This log could not be loaded');
  failing = false;
  await dialog.getByRole('button', { name: 'Try again' }).click();
  await expect(dialog).toContainText('UPDATE PART 0');
});

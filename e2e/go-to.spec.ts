import { expect, open, openKeyed, rows, test } from './fixtures';
import { ago, MINUTE_MS, type Room } from './room';

let room: Room;
let ids: string[];
/** Ids are looked for in every project, so they must be of this run alone. */
let own: string;

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Goto');
  own = room.project.slice(-6);
  const base = { status: 'failed', event: 'UPDATE', target: 'PART', actions: [{ key: 'check' }] };
  ids = await room.send([
    { ...base, id: `ext/${own} 1`, request_id: `req-${own}-a`, target_record_id: `rec-${own}` },
    { ...base, id: `ext-${own}-2`, request_id: `req-${own}-b`, created_at: ago(MINUTE_MS) },
    { ...base, id: `ext-${own}-3`, request_id: `req-${own}-b`, created_at: ago(2 * MINUTE_MS) },
  ]);
});

const go = (text: string) => `/go/${encodeURIComponent(text)}`;

test('request id, external id, record id, execution id and link lead to the log', async ({
  page,
}) => {
  const texts = [
    `req-${own}-a`,
    `ext/${own} 1`,
    `rec-${own}`,
    ids[0] ?? '',
    (ids[0] ?? '').toUpperCase(),
    `${room.url}${room.path}/executions/${ids[0]}?status=failed`,
    ` "req-${own}-a" `,
  ];
  for (const text of texts) {
    await page.goto(go(text));
    await expect(page, text).toHaveURL(`${room.path}/executions/${ids[0]}`);
  }
});

test('an id of several logs leads to the list of them', async ({ page }) => {
  await page.goto(go(`req-${own}-b`));
  await expect(page).toHaveURL((url) => url.searchParams.get('q') === `req-${own}-b`);
  await expect(rows(page)).toHaveCount(2);
});

test('the box in the navigation goes there', async ({ page }) => {
  await openKeyed(page, `${room.path}/executions`);
  await page.getByRole('textbox', { name: 'Go to an id' }).fill(`req-${own}-a`);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${room.path}/executions/${ids[0]}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('check');
});

test('an id that nothing has is shown as text, and says where it was looked for', async ({
  page,
}) => {
  await open(page, go('<b>nothing</b> ../..'));
  await expect(page.getByRole('heading', { name: 'No execution has this id' })).toBeVisible();
  await expect(page.getByText('<b>nothing</b> ../..')).toBeVisible();
  await page.getByRole('textbox', { name: 'Go to an id' }).fill(`req-${own}-a`);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${room.path}/executions/${ids[0]}`);
});

test('a percent sign that encodes nothing is an id like any other', async ({ page }) => {
  await open(page, go('100%'));
  await expect(page.getByText('100%', { exact: true })).toBeVisible();
});

test('the start page leads to the project that was open last', async ({ page }) => {
  await openKeyed(page, `${room.path}/executions`);
  await expect(rows(page)).toHaveCount(3);
  await page.goto('/');
  await expect(page).toHaveURL(`${room.path}/executions`);
});

import { clipboard, expect, open, openList, rows, test } from './fixtures';
import { type Room, sender } from './room';

let room: Room;

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Settings');
  await room.send([{ status: 'success', event: 'UPDATE', target: 'PART', id: 'settings-1' }]);
});

const ITEM = { status: 'success', event: 'UPDATE', target: 'PART' };

const postWith = (key: string) =>
  fetch(`${room.url}/api/v1/executions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body: JSON.stringify(ITEM),
  });

test('a key is made, shown once, works, and works no more when it is revoked', async ({ page }) => {
  await open(page, `${room.path}/settings`);
  const make = page.getByRole('button', { name: 'Make key' });
  await expect(make).toBeDisabled();
  await page.getByLabel('Name of the new key').fill('production server');
  await make.click();
  const key = await page.getByTestId('new-key').innerText();
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(page.getByText('Key copied')).toBeVisible();
  expect(await clipboard(page)).toBe(key);
  await sender(room.url, key).send([{ ...ITEM, id: 'settings-2' }]);

  await open(page, `${room.path}/settings`);
  await expect(page.getByRole('main')).not.toContainText(key);
  const line = page.getByRole('listitem').filter({ hasText: 'production server' });
  await expect(line).toContainText(key.slice(0, 5));
  await expect(line).toContainText('used');
  await line.getByRole('button', { name: 'Revoke production server' }).click();
  await expect(line).toBeHidden();
  const refused = await postWith(key);
  expect(refused.status).toBe(401);
  expect(refused.headers.get('content-type')).toContain('application/problem+json');
});

test('a key opens its own project and no other', async ({ newRoom }) => {
  const other = await newRoom('Neighbour');
  const [id] = await other.send([{ ...ITEM, id: 'of-the-neighbour' }]);
  for (const path of [`/${id}`, '/of-the-neighbour', `/${id}/code`, `/${id}/bundle`]) {
    const answer = await fetch(`${room.url}/api/v1/executions${path}`, {
      headers: { authorization: `Bearer ${room.key}` },
    });
    expect(answer.status, path).toBe(404);
  }
  const list = await fetch(`${room.url}/api/v1/executions?q=neighbour`, {
    headers: { authorization: `Bearer ${room.key}` },
  });
  expect(((await list.json()) as { items: unknown[] }).items).toEqual([]);
});

test('without a key or with a wrong one nothing is taken and nothing is told', async () => {
  expect((await postWith('')).status).toBe(401);
  expect((await postWith('rl_wrong')).status).toBe(401);
});

test('a project is made, switched to, and deleted once its name is typed', async ({
  page,
  watch,
}) => {
  const name = `Short lived ${Date.now()}`;
  const path = `/p/${name.toLowerCase().replaceAll(' ', '-')}`;
  await open(page, `${room.path}/settings`);
  await page.getByLabel('Name of the new project').fill(name);
  await page.getByRole('button', { name: 'Make project' }).click();
  await expect(page).toHaveURL(`${path}/executions`);
  await expect(page.getByRole('heading', { name: 'No executions yet' })).toBeVisible();
  await page.getByRole('button', { name: `Project ${name}` }).click();
  await page.getByRole('menuitem', { name: room.name }).click();
  await expect(page).toHaveURL(`${room.path}/executions`);
  await expect(rows(page)).not.toHaveCount(0);

  await open(page, `${path}/settings`);
  const remove = page.getByRole('button', { name: 'Delete project' });
  await expect(remove).toBeDisabled();
  await page.getByLabel(/^Type .* to confirm$/).fill(name.slice(0, -1));
  await expect(remove).toBeDisabled();
  await page.getByLabel(/^Type .* to confirm$/).fill(name);
  await remove.click();
  await expect(page.getByText(`${name} is deleted`)).toBeVisible();
  await expect(page).not.toHaveURL(new RegExp(path));
  watch.expect(/404/);
  const gone = await page.goto(`${path}/executions`);
  expect(gone?.status()).toBe(404);
  await openList(page, room);
  await expect(rows(page)).not.toHaveCount(0);
});

test('a name that is taken is refused in words', async ({ page }) => {
  await open(page, `${room.path}/settings`);
  await page.getByLabel('Name of the new project').fill(room.name);
  await page.getByRole('button', { name: 'Make project' }).click();
  const section = page.getByRole('region', { name: 'New project' });
  await expect(section.getByRole('alert')).toContainText(/already|taken|exists/i);
  await expect(section.getByRole('alert')).toBeInViewport();
});

test('a name that gives no address says what it lacks', async ({ page }) => {
  await open(page, `${room.path}/settings`);
  await page.getByLabel('Name of the new project').fill('日本');
  await expect(page.getByRole('button', { name: 'Make project' })).toBeDisabled();
  await expect(page.getByText('needs letters from a to z or digits')).toBeVisible();
});

import type { Browser, Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { type OwnServer, ownServer } from './own-server';
import { sender } from './room';
import type { StartedServer } from './start-server';

// Signing in and out ends the sessions of others, so this has a server of its own.
const KEY = 'sign-in-spec-key-0123456789';

let server: StartedServer;
let own: OwnServer;
let id: string;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  own = ownServer({ RUNLENS_API_KEY: KEY, RUNLENS_DEMO: 'off' });
  server = await own.start();
  [id = ''] = await sender(server.url, KEY).send([
    { status: 'success', event: 'UPDATE', target: 'SECRET', code: 'print("secret")' },
  ]);
});

test.afterAll(() => own.end());

const stranger = async (browser: Browser): Promise<Page> =>
  (await browser.newContext({ storageState: { cookies: [], origins: [] } })).newPage();

test('no page and no file opens without a session', async ({ browser }) => {
  const page = await stranger(browser);
  const log = `/p/default/executions/${id}`;
  for (const path of [
    '/',
    '/p/default/executions',
    log,
    '/p/default/actions',
    '/p/default/settings',
    `/go/${id}`,
  ]) {
    await page.goto(server.url + path);
    await expect(page, path).toHaveURL(`${server.url}/sign-in`);
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    expect(await page.content()).not.toContain('SECRET');
  }
  for (const path of [`${log}/bundle`, `${log}/context`, `${log}/output`]) {
    const answer = await page.request.get(server.url + path, { maxRedirects: 0 });
    expect(answer.status(), path).toBe(401);
    expect(await answer.text()).not.toContain('secret');
  }
  const zip = await page.request.post(`${server.url}/p/default/bundles`, { data: { ids: [id] } });
  expect([401, 403]).toContain(zip.status());
  await page.context().close();
});

test('the link signs in once, and signing out ends it', async ({ browser }) => {
  const page = await stranger(browser);
  // What a chat program does for a preview must not use the link up.
  expect((await page.request.head(server.signInUrl)).status()).toBe(405);
  await page.goto(server.signInUrl);
  await expect(page).toHaveURL(`${server.url}/p/default/executions`);
  const [session] = (await page.context().cookies()).filter((one) => one.name.endsWith('session'));
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax' });

  const other = await stranger(browser);
  await other.goto(server.signInUrl);
  await expect(other).toHaveURL(`${server.url}/sign-in?used`);
  const refused = other.getByText('That link was used already');
  await expect(refused).toBeVisible();
  await other.goto('about:blank');
  await other.goto(`${server.url}/sign-in/never-made`);
  await expect(refused).toBeVisible();

  await page.goto(`${server.url}/sign-in`);
  await expect(page).toHaveURL(`${server.url}/p/default/executions`);
  await page.getByRole('button', { name: /sign out/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(`${server.url}/sign-in`);
  await page.goto(`${server.url}/p/default/executions`);
  await expect(page).toHaveURL(`${server.url}/sign-in`);
  // The cookie of before is worth nothing any more: the session ended on the server.
  if (session) await page.context().addCookies([session]);
  await page.goto(`${server.url}/p/default/executions`);
  await expect(page).toHaveURL(`${server.url}/sign-in`);
  await page.context().close();
  await other.context().close();
});

test('another site cannot send with the session, and other host names are refused', async ({
  request,
}) => {
  const foreign = await request.post(`${server.url}/p/default/bundles`, {
    headers: { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' },
    data: { ids: [id] },
  });
  expect([401, 403]).toContain(foreign.status());
  const rebound = await request.get(`${server.url}/sign-in`, {
    headers: { host: 'rebound.example' },
  });
  expect(rebound.status()).toBeGreaterThanOrEqual(400);
});

import type { Page } from '@playwright/test';
import { expectNoFaults } from './axe';
import { clipboard, expect, open, test } from './fixtures';
import type { Room } from './room';

const ACTION = 'check part/é';

let room: Room;

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Runner');
  await room.send([
    { status: 'failed', event: 'UPDATE', target: 'PART', id: 'runner-1', actions: [ACTION] },
  ]);
});

const ofAction = () => `${room.path}/actions/${encodeURIComponent(ACTION)}?tab=retry`;
/** By how its name begins: what another one inherits may be called the same. */
const choose = (page: Page, name: string) =>
  page.getByRole('radio', { name: new RegExp(`^${name}`) }).check();
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click();
const saved = (page: Page) => expect(page.getByText('Saved.')).toBeVisible();

test('the project says who runs retries, and an action says otherwise', async ({ page }) => {
  await open(page, ofAction());
  await expect(page.getByRole('radio', { name: 'As the project says: sandbox' })).toBeChecked();
  // This machine has what the sandbox needs: the tests see to it.
  await expect(page.getByText(/It can run here, with Python 3\.\d+\.\d+/)).toBeVisible();

  await open(page, `${room.path}/settings`);
  const retry = page.getByRole('region', { name: 'Retry' });
  await expect(retry.getByRole('radio', { name: 'As this server says: sandbox' })).toBeChecked();
  await choose(page, 'Sandbox');
  await page.getByLabel('Allowed time of one attempt').fill('2.5');
  await save(page);
  await saved(page);

  await open(page, ofAction());
  await expect(page.getByRole('radio', { name: 'As the project says: sandbox' })).toBeChecked();
  await choose(page, 'Sandbox');
  await page.getByLabel('Runs at the same time').fill('3');
  await expect(page.getByLabel('Starts in a minute')).toBeDisabled();
  await page.getByLabel('Throttle: runs wait as Queued').check();
  await page.getByLabel('Starts in a minute').fill('30');
  await choose(page, 'The run fails');
  await save(page);
  await saved(page);

  await open(page, ofAction());
  await expect(page.getByRole('radio', { name: /^Sandbox/ })).toBeChecked();
  await expect(page.getByLabel('Runs at the same time')).toHaveValue('3');
  await expect(page.getByLabel('Starts in a minute')).toHaveValue('30');
  await expect(page.getByRole('radio', { name: 'The run fails' })).toBeChecked();
  await expect(page.getByText(/^Set by /)).toBeVisible();
  await choose(page, 'As the project says');
  await save(page);
  await saved(page);
  await open(page, ofAction());
  await expect(page.getByRole('radio', { name: 'As the project says: sandbox' })).toBeChecked();
});

test('there is nothing to save until something differs, and that is said', async ({ page }) => {
  await open(page, ofAction());
  const nothing = page.getByRole('button', { name: 'Save (nothing has been changed)' });
  await expect(nothing).toBeDisabled();
  await choose(page, 'Webhook');
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeEnabled();
  await choose(page, 'As the project says');
  await expect(nothing).toBeDisabled();
  await choose(page, 'Sandbox');
  await save(page);
  await saved(page);
  await expect(nothing).toBeDisabled();
  await page.getByLabel('Runs at the same time').fill('soon');
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeEnabled();
  await page.getByLabel('Runs at the same time').fill('');
  await expect(nothing).toBeDisabled();
  await choose(page, 'As the project says');
  await save(page);
  await saved(page);
});

test('what cannot be is refused in words, and nothing is kept of it', async ({ page }) => {
  await open(page, ofAction());
  await choose(page, 'Sandbox');
  const refused = async (label: string, value: string, words: string) => {
    await page.getByLabel(label).fill(value);
    await save(page);
    await expect(page.getByRole('main').getByRole('alert')).toContainText(words);
    await page.getByLabel(label).fill('');
  };
  await refused('Allowed time of one attempt', '0.5', 'The allowed time in seconds is at least 1');
  await refused('Allowed time of one attempt', '90000', 'is at most 86400');
  await refused('Allowed time of one attempt', 'soon', 'The allowed time in seconds is a number');
  await refused('Runs at the same time', '1.5', 'is a whole number');
  await choose(page, 'Webhook');
  await refused('URL of the webhook', '', 'A webhook needs a URL');
  await refused('URL of the webhook', 'hooks.example', 'has to start with http:// or https://');
  await refused('URL of the webhook', 'http://127.1/', 'not on the public Internet');
  await open(page, ofAction());
  await expect(page.getByRole('radio', { name: 'As the project says' })).toBeChecked();
});

test('the secret of a webhook is shown once, and replaced', async ({ page }) => {
  await open(page, ofAction());
  await choose(page, 'Webhook');
  await expect(page.getByText('A secret to sign with is made when you save.')).toBeVisible();
  await page.getByLabel('URL of the webhook').fill('https://automations.example.com/retry');
  await save(page);
  const secret = page.getByTestId('webhook-secret');
  await expect(secret).toHaveText(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const first = await secret.innerText();
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(page.getByText('Secret copied')).toBeVisible();
  expect(await clipboard(page)).toBe(first);

  await open(page, ofAction());
  await expect(page.getByLabel('URL of the webhook')).toHaveValue(
    'https://automations.example.com/retry',
  );
  expect(await page.content()).not.toContain('whsec_');
  await page.getByRole('button', { name: 'Replace the secret' }).click();
  await expect(secret).toHaveText(/^whsec_/);
  expect(await secret.innerText()).not.toBe(first);
});

test('it is all done by keyboard', async ({ page }) => {
  await open(page, ofAction());
  await page.getByRole('radio').first().focus();
  await page.keyboard.press('ArrowDown');
  const off = page.getByRole('radio', { name: /^Off/ });
  await expect(off).toBeChecked();
  await page.keyboard.press('Enter');
  await saved(page);
  await open(page, ofAction());
  await expect(off).toBeChecked();
});

test('has no faults', async ({ page }) => {
  await expectNoFaults(page, async () => {
    await open(page, ofAction());
    await choose(page, 'Webhook');
    await page.getByLabel('URL of the webhook').fill('file:///etc/passwd');
    await save(page);
    await expect(page.getByRole('main').getByRole('alert')).toBeVisible();
    await page.getByLabel('Throttle: runs wait as Queued').check();
  });
});

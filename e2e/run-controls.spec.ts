import type { Page } from '@playwright/test';
import { expectNoFaults } from './axe';
import { expect, openKeyed, test } from './fixtures';
import { ago, MINUTE_MS, type Room } from './room';

let room: Room;

/** A worker hears of a wish at once, also on a busy machine within this. */
const LIMIT = { timeout: 60_000 };

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Steering');
});

/** An execution whose retry never ends by itself. */
async function sendEndless(id: string): Promise<string> {
  const [stored] = await room.send([
    {
      ...{ id, created_at: ago(MINUTE_MS), status: 'failed', event: 'UPDATE', target: 'PART' },
      ...{ actions: [{ key: id }], language: 'python', code: 'while True:\n    pass\n' },
      validation_message: 'too slow',
    },
  ]);
  return stored ?? '';
}

const ask = (id: string, verb: string) =>
  fetch(`${room.url}/api/v1/executions/${id}/${verb}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${room.key}` },
  });
const status = (page: Page) => page.locator('header').getByRole('status').first();
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

test('a run is paused, goes on and is cancelled from the page of its log', async ({ page }) => {
  const id = await sendEndless('endless');
  expect((await ask(id, 'retry')).status).toBe(202);
  await openKeyed(page, `${room.path}/executions/${id}`);
  await expect(status(page)).toHaveText('Running', LIMIT);
  await button(page, 'Pause').click();
  await expect(status(page)).toHaveText('Paused', LIMIT);
  await expectNoFaults(page, async () => {
    await openKeyed(page, `${room.path}/executions/${id}`);
    await expect(button(page, 'Resume')).toBeVisible(LIMIT);
  });
  await button(page, 'Resume').click();
  await expect(status(page)).toHaveText('Running', LIMIT);
  await button(page, 'Cancel Run').click();
  await expect(status(page)).toHaveText('Failed', LIMIT);
  await expect(page.locator('body')).toContainText('Cancelled by');
  await expect(button(page, 'Cancel Run')).toHaveCount(0);
});

test('the API steers a run, and says when there is none', async () => {
  const id = await sendEndless('steered');
  expect((await ask(id, 'cancel')).status).toBe(409);
  expect((await ask(id, 'retry')).status).toBe(202);
  const cancelled = await ask(id, 'cancel');
  expect([200, 202]).toContain(cancelled.status);
  await expect
    .poll(async () => {
      const answer = await fetch(`${room.url}/api/v1/executions/${id}`, {
        headers: { authorization: `Bearer ${room.key}` },
      });
      return (await answer.json()) as { status: string; validation_message: string };
    }, LIMIT)
    .toMatchObject({
      status: 'failed',
      validation_message: expect.stringContaining('Cancelled by'),
    });
  const again = await ask(id, 'resume');
  expect(again.status).toBe(409);
  expect(await again.json()).toMatchObject({ code: 'conflict' });
});

import type { Page } from '@playwright/test';
import { expectNoFaults } from './axe';
import { expect, openKeyed, openList, rows, test } from './fixtures';
import { ago, type Item, MINUTE_MS, type Room } from './room';

let room: Room;
let sent = 0;

/** A run in the sandbox comes to its end within this, also on a busy machine. */
const RUN_LIMIT = { timeout: 60_000 };
const STEP = { seq: 1, name: 'Write', connector: 'erp', status: 'failed', input: { part: 34 } };

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Retry');
});

/** Sends one execution of an action of its own; gives its id. */
async function send(own: Partial<Item> = {}): Promise<string> {
  sent += 1;
  const base = {
    ...{ id: `run-${sent}`, created_at: ago(MINUTE_MS - sent * 100), status: 'failed' },
    ...{ event: 'UPDATE', target: 'PART', actions: [{ key: `action_${sent}` }] },
    ...{ language: 'python', context: { part: 34 }, validation_message: 'service unavailable' },
    code: 'print("part", context["part"])\n',
  };
  const [id] = await room.send([{ ...base, ...own }]);
  return id ?? '';
}

const row = (page: Page, id: string) => rows(page).and(page.locator(`[data-row-id="${id}"]`));
const details = (page: Page) => page.getByRole('dialog', { name: 'Execution details' });
const panel = (page: Page) => page.getByRole('dialog', { name: 'Retry Execution' });
const status = (page: Page) => page.locator('header').getByRole('status');
const retry = (place: Page | ReturnType<typeof panel>) =>
  place.getByRole('button', { name: 'Retry Execution' });
const api = (id: string, what: string, init: RequestInit = {}) =>
  fetch(`${room.url}/api/v1/executions/${id}/${what}`, {
    ...init,
    headers: { authorization: `Bearer ${room.key}`, ...init.headers },
  });
const ended = (id: string, expected: string) =>
  expect
    .poll(async () => {
      const answer = await fetch(`${room.url}/api/v1/executions/${id}`, {
        headers: { authorization: `Bearer ${room.key}` },
      });
      return ((await answer.json()) as { status: string }).status;
    }, RUN_LIMIT)
    .toBe(expected);

test('use case 1: what failed for a technical reason is a success after its retry', async ({
  page,
}) => {
  const step = { name: 'Read stock', connector: 'http', status: 'failed', duration_ms: 80 };
  const id = await send({
    steps: [{ seq: 1, ...step, input: { stock: 'main' }, error: 'timeout' }],
  });
  await openList(page, room);
  await page.getByRole('button', { name: `Why ${id} failed` }).click();
  await expect(details(page)).toContainText('service unavailable');
  await retry(details(page)).click();
  // What will run is said before it runs.
  await expect(panel(page)).toContainText('The code that ran');
  await expect(panel(page)).toContainText('This will be attempt 2 of 3; after it one is left');
  await retry(panel(page)).click();
  await expect(panel(page)).toHaveCount(0);
  await expect(row(page, id)).toContainText('Success', RUN_LIMIT);
  await openKeyed(page, `${room.path}/executions/${id}?tab=attempts`);
  const attempts = page.getByRole('list', { name: 'Attempts' });
  await expect(attempts.getByRole('button', { name: /Attempt 1 Failed.*first run/ })).toBeVisible();
  await expect(
    attempts.getByRole('button', { name: /Attempt 2 Success.*asked for by/ }),
  ).toBeVisible();
  await expect(attempts).toContainText('part 34');
  const { items } = (await (await api(id, 'attempts')).json()) as {
    items: { attempt: number; status: string; code_sha256: string }[];
  };
  expect(items.map((one) => one.status)).toEqual(['failed', 'success']);
  expect(items[0]?.code_sha256).toBe(items[1]?.code_sha256);
  // What the first one went through is still there.
  await attempts.getByRole('button', { name: /Attempt 1 Failed/ }).click();
  await attempts.getByRole('button', { name: 'Show its steps' }).click();
  const kept = attempts.getByRole('list', { name: 'Steps of attempt 1' });
  await expect(kept.getByRole('listitem')).toHaveText(/1Read stockhttpFailed80 ms/);
  await attempts.getByRole('button', { name: 'Show what went in and out' }).click();
  await expect(attempts).toContainText('timeout');
});

test('use case 2: what is configured wrongly fails again, twice, and then no more', async ({
  page,
}) => {
  const code = 'raise ValidationError("part has no revision")\n';
  const id = await send({ code, steps: [STEP] });
  await openKeyed(page, `${room.path}/executions/${id}?tab=steps`);
  // The payload of the failed step is there to debug with.
  await page.getByRole('button', { name: 'Input and output of Write' }).click();
  await expect(page.getByRole('tree', { name: 'input.json' })).toContainText('"part": 34');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  for (const attempt of [2, 3]) {
    await page.keyboard.press('r');
    await expect(panel(page)).toContainText(`This will be attempt ${attempt} of 3`);
    await retry(panel(page)).click();
    await ended(id, 'failed');
    await expect(
      page.getByRole('link', { name: new RegExp(`^Attempts ?${attempt}$`) }),
    ).toBeVisible(RUN_LIMIT);
    await expect(status(page)).toHaveText('Failed', RUN_LIMIT);
  }
  await expect(page.getByRole('button', { name: 'Why it failed' })).toHaveCount(0);
  await expect(retry(page)).toBeDisabled();
  await expect(page.getByText('It has been retried 2 times, which is the most.')).toBeVisible();
  const refused = await api(id, 'retry', { method: 'POST' });
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({ code: 'not_retryable', reason: 'limit_used_up' });
});

test('use case 2: once the action is reconfigured, its current code is what the retry runs', async ({
  page,
}) => {
  const key = 'reconfigured';
  const code = 'raise ValidationError("wrong value")\n';
  const id = await send({ actions: [{ key }], code });
  await send({ actions: [{ key }], code: 'print("right value")\n', status: 'success' });
  await openKeyed(page, `${room.path}/executions/${id}`);
  await retry(page).click();
  const current = panel(page).getByRole('radio', { name: /reconfigured has now version/ });
  await current.check();
  await expect(panel(page).getByRole('link', { name: /What differs/ })).toHaveAttribute(
    'href',
    /compare/,
  );
  await retry(panel(page)).click();
  await expect(status(page)).toHaveText('Success', RUN_LIMIT);
  await expect(page.getByText('right value').first()).toBeVisible();
});

test('use case 3: with a new trigger the old execution cannot be retried, and says why', async ({
  page,
}) => {
  const actions = [{ key: 'triggered' }];
  const id = await send({ actions, trigger: { kind: 'http', hash: 'before' } });
  await send({ actions, status: 'success', trigger: { kind: 'http', hash: 'after' } });
  await openKeyed(page, `${room.path}/executions/${id}`);
  const words =
    'the execution still has the payload of the previously configured trigger. Start a new execution.';
  await expect(retry(page)).toBeDisabled();
  await expect(page.getByText(words)).toBeVisible();
  // The panel says it too, to whoever comes by the key.
  await page.keyboard.press('r');
  await expect(panel(page)).toContainText(words);
  await expect(retry(panel(page))).toBeDisabled();
  const refused = await api(id, 'retry', { method: 'POST' });
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({ reason: 'trigger_changed' });
});

test('use case 4: what succeeds at once shows Success and offers no retry', async ({ page }) => {
  const id = await send({ status: 'success', validation_message: null });
  await openList(page, room);
  await expect(row(page, id)).toContainText('Success');
  await expect(row(page, id).getByRole('button', { name: /^Why/ })).toHaveCount(0);
  await openKeyed(page, `${room.path}/executions/${id}`);
  await expect(status(page)).toHaveText('Success');
  await expect(retry(page)).toHaveCount(0);
  expect(await (await api(id, 'retry', { method: 'POST' })).json()).toMatchObject({
    ...{ status: 409, reason: 'not_failed' },
  });
});

test('an automation with a Response connector cannot be retried', async ({ page }) => {
  const steps = [STEP, { seq: 2, name: 'Answer', connector: 'Response', status: 'skipped' }];
  const id = await send({ steps });
  await openKeyed(page, `${room.path}/executions/${id}`);
  await expect(retry(page)).toBeDisabled();
  await expect(page.getByText('One of its steps is a Response connector')).toBeVisible();
});

test('where it has no code, that of its action is offered, and nothing else', async ({ page }) => {
  const actions = [{ key: 'has_code_by_now' }];
  await send({ actions });
  const id = await send({ actions, code: undefined });
  await openKeyed(page, `${room.path}/executions/${id}`);
  await retry(page).click();
  await expect(panel(page).getByRole('radio', { name: /^The code that ran/ })).toBeDisabled();
  await expect(panel(page).getByRole('radio', { name: /has now/ })).toBeChecked();
  await expect(retry(panel(page))).toBeEnabled();
  await expect(panel(page).getByText(/What differs|has other code/)).toHaveCount(0);
});

test('what has not ended says so, and not that nothing was recorded', async ({ page }) => {
  const id = await send({ status: 'running', validation_message: undefined });
  await openKeyed(page, `${room.path}/executions/${id}`);
  await expect(page.getByText('No output yet: it has not ended.')).toBeVisible();
  await expect(page.getByText('nothing to compare a rerun with yet')).toBeVisible();
  await expect(page.getByText('Output was not recorded.')).toHaveCount(0);
});

test('runs with another context, when somebody edits it', async ({ page }) => {
  const id = await send();
  await openKeyed(page, `${room.path}/executions/${id}`);
  await retry(page).click();
  await panel(page).getByRole('radio', { name: 'Edited' }).check();
  const editor = panel(page).getByRole('textbox', { name: /Context of the retry/ });
  await editor.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('{"part": 77, }');
  await retry(panel(page)).click();
  await expect(panel(page).getByRole('alert')).toContainText('Line 1, column 14');
  await editor.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('{"part": 77}');
  await retry(panel(page)).click();
  await expect(status(page)).toHaveText('Success', RUN_LIMIT);
  await expect(page.getByText('part 77')).toBeVisible();
});

test('the same wish is heard once', async () => {
  const id = await send();
  const ask = () => api(id, 'retry', { method: 'POST', headers: { 'idempotency-key': 'wish-1' } });
  const answers = await Promise.all([ask(), ask(), ask()]);
  expect(answers.map((one) => one.status)).toEqual([202, 202, 202]);
  const bodies = (await Promise.all(answers.map((one) => one.json()))) as { repeated: boolean }[];
  expect(bodies.filter((one) => !one.repeated)).toHaveLength(1);
  await ended(id, 'success');
  expect(await (await ask()).json()).toMatchObject({ attempt: 2, repeated: true });
});

test('many are retried at once, each once, with a report', async ({ page }) => {
  const ids = [await send(), await send(), await send({ status: 'success' })];
  await openList(page, room, `?q=${encodeURIComponent(ids.map((id) => `id:${id}`).join(' OR '))}`);
  await page.keyboard.press('a');
  const bar = page.getByRole('region', { name: 'Selected logs' });
  await bar.getByRole('button', { name: 'Retry', exact: true }).click();
  const bulk = page.getByRole('dialog', { name: 'Retry 3 executions' });
  await expect(bulk.getByRole('listitem').filter({ hasText: 'can be retried' })).toContainText('2');
  await expect(bulk.getByRole('listitem').filter({ hasText: 'not failed' })).toContainText('1');
  await bulk.getByRole('button', { name: 'Retry 2' }).click();
  await expect(bulk.getByRole('listitem').filter({ hasText: 'started' })).toContainText('2');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    bulk.getByRole('button', { name: 'Download Report (CSV)' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^runlens-.*-retries\.csv$/);
  await ended(ids[0] ?? '', 'success');
  await ended(ids[1] ?? '', 'success');
});

test('the panel has no fault that axe finds', async ({ page }) => {
  const id = await send({ steps: [STEP] });
  await expectNoFaults(page, async () => {
    await openKeyed(page, `${room.path}/executions/${id}`);
    await page.keyboard.press('r');
    await expect(panel(page)).toContainText('Steps that will run again');
  });
});

test('the attempts have no fault that axe finds', async ({ page }) => {
  const id = await send();
  await expectNoFaults(page, async () => {
    await openKeyed(page, `${room.path}/executions/${id}?tab=attempts`);
    await expect(page.getByText('It ran once.')).toBeVisible();
  });
});

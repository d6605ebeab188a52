import { expectNoFaults } from './axe';
import { expect, open, test } from './fixtures';

/** With a body and without, with a key and without, with a stream, with links to schemas. */
const SHOWN = ['sendExecutions', 'listSteps', 'streamEntries', 'getOpenApi'];

/** Nobody is signed in: the page shows nothing of any project. */
test.use({ storageState: { cookies: [], origins: [] } });

test('the reference can be read by everybody, in both themes and on a phone', async ({ page }) => {
  await expectNoFaults(page, async (one) => {
    await open(one, '/docs/api');
    await one.getByRole('heading', { name: 'ExecutionMessage' }).click();
    await expect(one.locator('#schema-ExecutionMessage')).toBeVisible();
    // All operations are made of the same parts: some of them have every part, and take a tenth of the time.
    const left = await one.evaluate((kept) => {
      for (const section of document.querySelectorAll('main section section')) {
        if (!kept.includes(section.id)) section.remove();
      }
      return document.querySelectorAll('main section section').length;
    }, SHOWN);
    expect(left).toBe(SHOWN.length);
  });
});

test('a link to a schema opens it', async ({ page }) => {
  await open(page, '/docs/api');
  await expect(page.locator('#schema-StepList')).toBeHidden();
  await page.locator('#listSteps').getByRole('link', { name: 'StepList' }).press('Enter');
  await expect(page.locator('#schema-StepList')).toBeInViewport();
});

test('every operation of the document is there, and leads to what it holds', async ({ page }) => {
  await page.goto('/docs/api');
  const api = await (await page.request.get('/api/openapi.json')).json();
  const operations = Object.values(api.paths).flatMap((methods) =>
    Object.values(methods as Record<string, { operationId: string; summary: string }>),
  );
  for (const { operationId, summary } of operations) {
    await expect(page.locator(`#${operationId}`)).toContainText(summary);
  }
  // No link of the page leads to nothing.
  const lost = await page.evaluate(() =>
    Array.from(
      document.querySelectorAll('a[href^="#"]'),
      (link) => link.getAttribute('href') ?? '',
    ).filter((href) => !document.getElementById(href.slice(1))),
  );
  expect(lost).toEqual([]);
});

test('a reader goes to an operation by keys, and takes its command along', async ({ page }) => {
  await open(page, '/docs/api');
  await page.getByRole('navigation').getByRole('link', { name: 'GET Its code' }).press('Enter');
  await expect(page).toHaveURL(/#getExecutionCode$/);
  const operation = page.getByRole('region', { name: 'Its code' });
  await expect(operation).toBeInViewport();
  await operation.getByRole('link', { name: 'Its code' }).focus();
  await page.keyboard.press('Tab');
  await expect(operation.getByRole('button')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Command copied')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(
    'curl "$RUNLENS_URL/api/v1/executions/run_1/code" \\\n  -H "Authorization: Bearer $RUNLENS_API_KEY"',
  );
});

test('on a phone the contents open above the page', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, '/docs/api');
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  await page.getByText('Contents', { exact: true }).press('Enter');
  await page.getByRole('link', { name: 'POST Send executions' }).press('Enter');
  await expect(page.getByRole('region', { name: 'Send executions' })).toBeInViewport();
});

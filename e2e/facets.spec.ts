import type { Locator, Page } from '@playwright/test';
import { expectNoFaults } from './axe';
import { column, expect, openFilters, openList, test } from './fixtures';
import { ago, type Item, MINUTE_MS, type Room } from './room';

let room: Room;

/** Two failures in CREATE, ten successes in UPDATE, each by somebody else and a little longer. */
function itemOf(n: number): Item {
  return {
    ...{ id: `facet-${n}`, created_at: ago((n + 1) * MINUTE_MS), target_record_id: String(n) },
    ...{ status: n < 2 ? 'failed' : 'success', event: n < 2 ? 'CREATE' : 'UPDATE', target: 'PART' },
    ...{ actions: [{ key: n % 2 === 0 ? 'check_part' : 'ship_part' }], duration_ms: 10 ** (n % 4) },
    ...{ triggered_by: `person ${n}`, environment: 'production', context: { part: { id: n % 3 } } },
  };
}

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Facets');
  await room.send(Array.from({ length: 12 }, (_, n) => itemOf(n)));
});

const records = (page: Page) => expect.poll(() => column(page, 'Record ID'));
const query = (page: Page) => expect.poll(() => new URL(page.url()).searchParams.get('q'));
const ALL = Array.from({ length: 12 }, (_, n) => String(n));
const group = (panel: Locator, name: string) => panel.getByRole('group', { name, exact: true });

/** `value count` of every value of a facet. */
function counts(panel: Locator, name: string) {
  return expect.poll(() =>
    group(panel, name)
      .getByRole('listitem')
      .evaluateAll((rows) =>
        rows.map((row) => {
          const label = row.querySelector('label')?.textContent ?? '';
          return `${label} ${row.querySelector('span[aria-hidden].tabular-nums')?.textContent}`;
        }),
      ),
  );
}

const box = (panel: Locator, name: string) => panel.getByRole('checkbox', { name, exact: true });

test('says how many have each value, also of what is not chosen', async ({ page }) => {
  await openList(page, room);
  const panel = await openFilters(page);
  await counts(panel, 'Status').toEqual(['Success 10', 'Failed 2']);
  await counts(panel, 'Event').toEqual(['UPDATE 10', 'CREATE 2']);
  await box(panel, 'CREATE').check();
  await records(page).toEqual(['0', '1']);
  await query(page).toBe('event:CREATE');
  await counts(panel, 'Status').toEqual(['Failed 2']);
  await counts(panel, 'Event').toEqual(['UPDATE 10', 'CREATE 2']);
  await counts(panel, 'Action').toEqual(['check_part 1', 'ship_part 1']);
  await expect(box(panel, 'CREATE')).toHaveAccessibleDescription('2 executions');
  await box(panel, 'CREATE').uncheck();
  await records(page).toEqual(ALL);
});

test('only and exclude, with the mouse', async ({ page }) => {
  await openList(page, room, '?q=event:CREATE,UPDATE');
  const panel = await openFilters(page);
  await expect(box(panel, 'UPDATE')).toBeChecked();
  await box(panel, 'UPDATE').hover();
  await panel.getByRole('button', { name: 'Only UPDATE' }).click();
  await query(page).toBe('event:UPDATE');
  await records(page).toEqual(ALL.slice(2));
  // Values that nothing has any more are gone from above: what is pointed at stays where it is.
  await counts(panel, 'Action').toEqual(['check_part 5', 'ship_part 5']);
  await counts(panel, 'Status').toEqual(['Success 10']);
  await box(panel, 'check_part').hover();
  await panel.getByRole('button', { name: 'Exclude check_part' }).click();
  await query(page).toBe('event:UPDATE -action:check_part');
  await records(page).toEqual(['3', '5', '7', '9', '11']);
  await counts(panel, 'Action').toEqual(['check_part 5', 'ship_part 5']);
  await expect(box(panel, 'check_part')).toHaveAccessibleDescription('5 executions, excluded');
  await panel.getByRole('button', { name: 'Exclude check_part' }).click();
  await query(page).toBe('event:UPDATE');
  await panel.getByRole('button', { name: 'Clear Event' }).click();
  await query(page).toBe(null);
  await records(page).toEqual(ALL);
});

test('include, only and exclude by keys alone', async ({ page }) => {
  await openList(page, room);
  const panel = await openFilters(page);
  await counts(panel, 'Status').toEqual(['Success 10', 'Failed 2']);
  await page.getByRole('button', { name: /^Filters/ }).focus();
  const focused = page.locator(':focus');
  for (let press = 0; press < 30; press += 1) {
    await page.keyboard.press('Tab');
    if ((await focused.getAttribute('type')) === 'checkbox') break;
  }
  await expect(box(panel, 'Success')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(box(panel, 'Failed')).toBeFocused();
  await page.keyboard.press('Space');
  await query(page).toBe('status:failed');
  await page.keyboard.press('e');
  await query(page).toBe('-status:failed');
  await records(page).toEqual(ALL.slice(2));
  await page.keyboard.press('Home');
  await page.keyboard.press('o');
  await query(page).toBe('status:success');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Only Success' })).toBeFocused();
});

test('follows what is typed in the bar', async ({ page }) => {
  await openList(page, room);
  const panel = await openFilters(page);
  await page.getByRole('textbox', { name: 'Search executions' }).fill('status:failed');
  await expect(box(panel, 'Failed')).toBeChecked();
  await counts(panel, 'Event').toEqual(['CREATE 2']);
});

test('is searched where there are many values', async ({ page }) => {
  await openList(page, room);
  const panel = await openFilters(page);
  const people = group(panel, 'Triggered by');
  await expect(people.getByRole('listitem')).toHaveCount(10);
  await people.getByRole('textbox', { name: 'Find triggered by' }).fill('SON 1');
  await counts(panel, 'Triggered by').toEqual(['person 1 1', 'person 10 1', 'person 11 1']);
  await box(panel, 'person 11').check();
  await records(page).toEqual(['11']);
  await query(page).toBe('triggered_by:"person 11"');
  await people.getByRole('textbox').fill('nobody');
  await expect(people).toContainText('None contains that.');
});

test('a path of the context becomes a facet, filters, and goes again', async ({ page }) => {
  await openList(page, room);
  const panel = await openFilters(page);
  const path = panel.getByLabel('Add a facet: a path');
  await path.fill('part.id');
  await panel.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(panel.getByRole('alert')).toContainText('That is no path');
  await path.fill('ctx["part"].id');
  await path.press('Enter');
  await counts(panel, 'ctx.part.id').toEqual(['0 4', '1 4', '2 4']);
  await group(panel, 'ctx.part.id').getByRole('checkbox', { name: '2' }).check();
  await query(page).toBe('ctx.part.id:2');
  await records(page).toEqual(['2', '5', '8', '11']);
  await counts(panel, 'ctx.part.id').toEqual(['0 4', '1 4', '2 4']);
  await openList(page, room, new URL(page.url()).search);
  await counts(await openFilters(page), 'ctx.part.id').toEqual(['0 4', '1 4', '2 4']);
  await panel.getByRole('button', { name: 'Remove the facet ctx.part.id' }).click();
  await expect(group(panel, 'ctx.part.id')).toHaveCount(0);
});

test('a range of durations by its handles: keys and mouse', async ({ page }) => {
  await openList(page, room);
  const panel = await openFilters(page);
  const times = group(panel, 'Execution time');
  await expect(times.getByRole('img', { name: 'Distribution of 12 executions' })).toBeVisible();
  const low = times.getByRole('slider', { name: 'Shortest execution time' });
  await low.focus();
  for (let press = 0; press < 4; press += 1) await page.keyboard.press('ArrowRight');
  await expect(low).toHaveAttribute('aria-valuetext', '10 ms');
  await query(page).toBe('duration:>=10ms');
  await records(page).toEqual(ALL.filter((n) => Number(n) % 4 > 0));
  const high = times.getByRole('slider', { name: 'Longest execution time' });
  const from = await high.boundingBox();
  const to = await low.boundingBox();
  if (!from || !to) throw new Error('no handles');
  await page.mouse.move(from.x + from.width / 2, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2 + 10, from.y + 10, { steps: 4 });
  await page.mouse.up();
  await query(page).toMatch(/^duration:10ms\.\.<\d+ms$/);
  await records(page).toEqual(ALL.filter((n) => Number(n) % 4 === 1));
  await panel.getByRole('button', { name: 'Clear Execution time' }).click();
  await records(page).toEqual(ALL);
});

test('are remembered, and a sheet where the window is narrow', async ({ page }) => {
  await openList(page, room);
  await openFilters(page);
  await openList(page, room);
  const aside = page.getByRole('complementary', { name: 'Filters' });
  await expect(box(aside, 'Failed')).toBeVisible();
  await page.getByRole('button', { name: /^Filters/ }).click();
  await expect(aside).toBeHidden();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: /^Filters/ }).click();
  const sheet = page.getByRole('dialog', { name: 'Filters' });
  await box(sheet, 'Failed').check();
  await query(page).toBe('status:failed');
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(page.getByRole('button', { name: /^Filters/ })).toBeFocused();
});

test('an estimate says so, and an exact count can be asked for and stopped', async ({ page }) => {
  const untilMs = Date.now();
  const sure = { exact: false, countedBackToMs: untilMs - 3_600_000 };
  const range = { sinceMs: untilMs - 7_200_000, untilMs, widthMs: 3_600_000 };
  const edgesMs = [range.sinceMs, range.sinceMs + 3_600_000, untilMs];
  const bars = { failed: [1_210, 1_190] };
  const lines = [
    { part: 'histogram', histogram: { ...range, edgesMs, counts: bars, total: 2_400, ...sure } },
    {
      part: 'facets',
      facets: [
        { field: 'event', values: [{ value: 'UPDATE', count: 2_400 }], more: false, ...sure },
      ],
    },
    { part: 'end' },
  ];
  await page.route('**/counts?*', async (route) => {
    // An exact count takes its time: until it is stopped.
    if (route.request().url().includes('exact=1')) return;
    await route.fulfill({ body: lines.map((line) => `${JSON.stringify(line)}\n`).join('') });
  });
  await openList(page, room);
  const panel = await openFilters(page);
  await counts(panel, 'Event').toEqual(['UPDATE ≈ 2,400']);
  const strip = page.getByRole('region', { name: 'Over time' });
  await expect(strip).toContainText('≈ 2,400 executions');
  await expect(strip).toContainText('estimated before');
  // The older of the two bars.
  const hatched = strip.locator('path[fill="url(#estimated)"]');
  await expect(hatched).toHaveAttribute('d', /^M0,[^M]*$/);
  await strip.getByRole('button', { name: 'Count exactly' }).click();
  await strip.getByRole('button', { name: 'Stop counting' }).click();
  await expect(strip.getByRole('button', { name: 'Count exactly' })).toBeVisible();
  await expect(strip).toContainText('≈ 2,400 executions');
});

test('what failed is said, and tried again', async ({ page, watch }) => {
  watch.expect(/\/counts\?/, /503/);
  let broken = true;
  await page.route('**/counts?*', async (route) => {
    if (!broken) return route.continue();
    await route.fulfill({ status: 503, json: { detail: 'The database does not answer' } });
  });
  await openList(page, room);
  const strip = page.getByRole('region', { name: 'Over time' });
  await expect(strip).toContainText('The database does not answer');
  broken = false;
  await strip.getByRole('button', { name: 'Try again' }).click();
  await expect(strip).toContainText('12 executions');
});

test('what could not be counted claims nothing, and no number of before', async ({
  page,
  watch,
}) => {
  watch.expect(/\/counts\?/, /503/);
  await openList(page, room);
  const panel = await openFilters(page);
  await counts(panel, 'Status').toEqual(['Success 10', 'Failed 2']);
  await page.route('**/counts?*', (route) => route.fulfill({ status: 503, json: {} }));
  await page.getByRole('textbox', { name: 'Search executions' }).fill('event:CREATE');
  for (const name of ['Status', 'Event', 'Action']) {
    await expect(group(panel, name)).toContainText('Not counted.');
  }
  await expect(panel.getByRole('listitem')).toHaveCount(0);
  await expect(panel).not.toContainText('None');
  await expect(panel.getByRole('img', { name: /^Distribution/ })).toHaveCount(0);
  await expect(page.getByRole('slider', { name: 'Executions over time' })).toHaveCount(0);
  await page.unroute('**/counts?*');
  await panel.getByRole('button', { name: 'Try again' }).click();
  await counts(panel, 'Status').toEqual(['Failed 2']);
});

test('the foot never says the total of another query', async ({ page, watch, newRoom }) => {
  watch.expect(/\/counts\?/, /503/);
  const many = await newRoom('Facets foot');
  await many.send(
    Array.from({ length: 130 }, (_, n) => ({ ...itemOf(n), event: n < 120 ? 'CREATE' : 'UPDATE' })),
  );
  await openList(page, many);
  await openFilters(page);
  const foot = page.getByTestId('list-status');
  await expect(foot).toHaveText(/executions loaded of 130$/);
  await page.route('**/counts?*', (route) => route.fulfill({ status: 503, json: {} }));
  await page.getByRole('textbox', { name: 'Search executions' }).fill('event:CREATE');
  await expect(page.getByRole('region', { name: 'Over time' })).toContainText('Try again');
  await expect(foot).toHaveText(/executions loaded$/);
});

test('a histogram that did not come with the page is counted before anybody is there', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openList(page, room, '?q=event:CREATE');
  await expect(page.getByRole('region', { name: 'Over time' })).toContainText('2 executions');
});

test('without a fault for axe, in both themes, wide and narrow', async ({ page, watch }) => {
  test.slow();
  watch.expect(/Content Security Policy/);
  await expectNoFaults(page, async (shown) => {
    await openList(shown, room, '?q=-event:CREATE status:success');
    const panel = await openFilters(shown);
    await counts(panel, 'Status').toEqual(['Success 10']);
  });
});

test('the button counts what is asked of paths, and all of it is cleared', async ({ page }) => {
  await openList(page, room, '?q=event%3AUPDATE+ctx.part.id%3A1+-attr.region%3Aeu+person');
  await expect(page.getByRole('button', { name: 'Filters 3' })).toBeVisible();
  const panel = await openFilters(page);
  await panel.getByRole('button', { name: 'Clear all filters' }).click();
  await query(page).toBe('person');
  await expect(page.getByRole('button', { name: 'Filters', exact: true })).toBeVisible();
});

import type { Page } from '@playwright/test';
import { bundleSha256 } from '../lib/bundle/bundle-sha256';
import { expectNoFaults } from './axe';
import { expect, open, openFilters, openKeyed, openList, rows, test } from './fixtures';
import { ago, type Item, MINUTE_MS, type Room } from './room';

let room: Room;
let empty: Room;
let ids: string[];

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Axe');
  empty = await newRoom('Axe empty');
  const statuses = ['failed', 'rejected', 'partially_executed', 'success', 'running', 'paused'];
  ids = await room.send(
    [...statuses, 'pending', 'queued'].map(
      (status, index): Item => ({
        ...{ id: `axe-${index}`, created_at: ago((index + 1) * MINUTE_MS), status },
        ...{ event: 'UPDATE', target: 'PART', target_record_id: '34\u0000', request_id: 'r-1' },
        ...{ actions: [{ key: 'check_part', name: 'Check part' }], duration_ms: 412 },
        ...{ validation_message: 'Part 34 has no revision', raised_action: 'check_part' },
        ...{ triggered_by: 'ana@example.com', environment: 'production' },
        code: '# check\nimport os\nclass A:\n    def b(self, c=1.5):\n        return f"{c}" if not None else True\nraise ValidationError("x")\n',
        context: { part: { id: 34, name: 'Housing', parts: [1, null, true] } },
        output: {
          stdout: [0, 1, 2, 3, 4, 5, 6, 7]
            .map((n) => `\u001b[3${n}mcolour ${n}\u001b[0m`)
            .join('\n'),
          stderr: '  File "<action>", line 6, in <module>\nValidationError: x\n',
          ...{ exit_code: 1, outcome: 'rejected', result: { a: 1 }, mutations: [1] },
        },
        steps: [{ seq: 1, name: 'Read', connector: 'http', status: 'skipped', duration_ms: 8 }],
        entries: ['debug', 'info', 'warning', 'error'].map((level, at) => ({
          ...{ seq: at + 1, level, event: 'e', message: 'm' },
        })),
      }),
    ),
  );
  await reportDifference(ids[0] ?? '');
});

/** So that the log page has a difference to show. */
async function reportDifference(id: string): Promise<void> {
  const url = `${room.url}/api/v1/executions/${id}`;
  const headers = { authorization: `Bearer ${room.key}` };
  const file = await (await fetch(`${url}/bundle`, { headers })).text();
  const diff = '--- stdout recorded\n+++ stdout now\n@@ -1 +1 @@\n-34\n+35\n';
  const answer = await fetch(`${url}/verdict`, {
    method: 'POST',
    headers,
    body: JSON.stringify({
      ...{ outcome: 'non_deterministic', python: '3.11.7', implementation: 'cpython' },
      ...{ masked: true, bundle_sha256: bundleSha256(file) },
      differences: [{ part: 'stdout', diff }],
    }),
  });
  expect(answer.status).toBe(200);
}

interface Screen {
  name: string;
  show: (page: Page) => Promise<unknown>;
}

const menuOf = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name }).first().click();

const SCREENS: Screen[] = [
  { name: 'table', show: (page) => openList(page, room) },
  {
    name: 'table with filters on and rows selected',
    show: async (page) => {
      await openList(page, room, '?status=failed,success&min_ms=1');
      await rows(page).first().getByRole('checkbox').click();
      await expect(page.getByRole('region', { name: 'Selected logs' })).toBeVisible();
    },
  },
  {
    name: 'table, followed, with new executions waiting',
    show: async (page) => {
      await openList(page, room);
      await page.getByRole('button', { name: 'Follow' }).click();
      await page.locator('[data-row-id]').first().hover();
      await room.send([{ status: 'success', event: 'UPDATE', target: 'PART' }]);
      await expect(page.getByRole('button', { name: /^\d+ new/ })).toBeVisible();
    },
  },
  {
    name: 'filters, open',
    show: async (page) => {
      await openList(page, room);
      await openFilters(page);
      await expect(page.getByRole('checkbox', { name: 'Failed' })).toBeVisible();
    },
  },
  {
    name: 'completions of the search, open',
    show: async (page) => {
      await openList(page, room);
      await page.evaluate(() =>
        localStorage.setItem(
          `runlens:recent-queries:${window.location.pathname.split('/')[2]}`,
          '["status:failed","event:UPDATE"]',
        ),
      );
      await page.getByRole('textbox', { name: 'Search executions' }).focus();
      await expect(page.getByRole('option', { name: 'event:UPDATE' })).toBeVisible();
    },
  },
  {
    name: 'a search that is not understood',
    show: async (page) => {
      await openList(page, room);
      const query = 'has:request_id -status:faild (a OR "b")';
      await page.getByRole('textbox', { name: 'Search executions' }).fill(query);
      await expect(page.getByRole('button', { name: 'Use failed' })).toBeVisible();
    },
  },
  {
    name: 'commands',
    show: async (page) => {
      await openList(page, room);
      await page.keyboard.press('Control+k');
      await page.keyboard.type('status:');
      await expect(page.getByRole('option', { name: 'status:failed' })).toBeVisible();
    },
  },
  {
    name: 'help',
    show: async (page) => {
      await openList(page, room);
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog', { name: 'Keys and search language' })).toBeVisible();
    },
  },
  {
    name: 'time range, open',
    show: async (page) => {
      await openList(page, room);
      await menuOf(page, 'Any time');
      await expect(page.getByRole('button', { name: 'Last hour' })).toBeVisible();
    },
  },
  {
    name: 'columns menu, open',
    show: async (page) => {
      await openList(page, room);
      await menuOf(page, 'Columns');
      await expect(page.getByRole('dialog', { name: 'Columns' })).toBeVisible();
    },
  },
  {
    name: 'row menu, open',
    show: async (page) => {
      await openList(page, room);
      await menuOf(page, /^Actions for/);
      await expect(page.getByRole('menuitem', { name: 'Copy Link' })).toBeVisible();
    },
  },
  {
    name: 'viewer menu, open',
    show: async (page) => {
      await openList(page, room);
      await menuOf(page, /time zone, sign out/);
      await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible();
    },
  },
  {
    name: 'time zone dialog',
    show: async (page) => {
      await openList(page, room);
      await menuOf(page, /time zone, sign out/);
      await page.getByRole('menuitem', { name: 'Another time zone…' }).click();
      await expect(page.getByRole('dialog', { name: 'Time zone' })).toBeVisible();
    },
  },
  {
    name: 'quick view',
    show: async (page) => {
      await openList(page, room, `?quick=${ids[0]}`);
      await expect(page.getByRole('region', { name: 'Executed code' })).toBeVisible();
    },
  },
  {
    name: 'log page with its context',
    show: async (page) => {
      await openKeyed(page, `${room.path}/executions/${ids[0]}`);
      await page.getByText(/altered or left out/).click();
      await page.getByRole('button', { name: 'Show Execution Context' }).click();
      await expect(page.getByRole('tree')).toContainText('Housing');
      await expect(page.getByRole('region', { name: 'Difference in stdout, text' })).toBeVisible();
    },
  },
  { name: 'nothing yet', show: (page) => openList(page, empty) },
  { name: 'nothing matches', show: (page) => openList(page, room, '?q=nowhere') },
  { name: 'actions', show: (page) => open(page, `${room.path}/actions`) },
  {
    name: 'action, executions',
    show: (page) => openKeyed(page, `${room.path}/actions/check_part`),
  },
  { name: 'action, code', show: (page) => open(page, `${room.path}/actions/check_part?tab=code`) },
  {
    name: 'action, context',
    show: async (page) => {
      await open(page, `${room.path}/actions/check_part?tab=context`);
      await page.getByRole('button', { name: 'Show Execution Context' }).click();
      await expect(page.getByRole('tree')).toContainText('Housing');
    },
  },
  { name: 'settings', show: (page) => open(page, `${room.path}/settings`) },
  { name: 'nowhere to go', show: (page) => open(page, '/go/nothing-has-this') },
  { name: 'not found', show: (page) => page.goto(`${room.path}/executions/nothing`) },
  {
    name: 'sign in',
    show: async (page) => {
      await page.context().clearCookies({ name: 'runlens_session' });
      await open(page, '/sign-in?used');
    },
  },
];

for (const { name, show } of SCREENS) {
  test(`${name}: no fault, in both themes, wide and narrow`, async ({ page, watch }) => {
    if (name === 'not found') watch.expect(/404/);
    await expectNoFaults(page, show);
  });
}

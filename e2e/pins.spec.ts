import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectNoFaults } from './axe';
import { expect, open, openKeyed, openList, rows, test } from './fixtures';
import type { Room } from './room';
import { recordAction, runPython } from './run-python';

const ACTION = 'check part/é';
const CODE = `import random
print("part", context["id"], random.random())
if context["id"] > 1:
    raise ValidationError("Part %d has no <b>revision</b>" % context["id"])
`;

let room: Room;
let folder: string;

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Pins');
  folder = mkdtempSync(join(tmpdir(), 'runlens-pins-'));
  writeFileSync(join(folder, 'act.py'), CODE);
  for (const id of ['1', '2']) {
    writeFileSync(join(folder, 'context.json'), `{"id": ${id}}`);
    const about = ['--event', 'UPDATE', '--target', 'PART', '--target-record-id', id];
    await recordAction(['act.py', '--context', 'context.json', ...about, '--action', ACTION], {
      folder,
      url: room.url,
      key: room.key,
    });
  }
  await room.send([{ status: 'success', event: 'CREATE', target: 'OTHER', id: 'bare' }]);
});

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const cases = () => `${room.path}/actions/${encodeURIComponent(ACTION)}?tab=cases`;
const pin = (page: Page) => page.getByRole('button', { name: 'Pin as Case' });
const row = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });

async function openLog(page: Page, record: string): Promise<void> {
  await openList(page, room, `?q=target_record_id:${record}`);
  await rows(page).getByRole('link').first().click();
  await expect(page.getByRole('link', { name: 'Download Code' })).toBeVisible();
}

async function save(page: Page, name: string | RegExp, as: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name }).click(),
  ]);
  await download.saveAs(join(folder, as));
  return download.suggestedFilename();
}

test('pinned on the log page, listed, renamed, downloaded and forgotten', async ({ page }) => {
  await open(page, cases());
  await expect(page.getByText('No cases yet')).toBeVisible();
  for (const record of ['1', '2']) {
    await openLog(page, record);
    await pin(page).click();
    await expect(page.getByText(`Pinned as a case of ${ACTION}`)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Unpin Case' })).toBeVisible();
  }
  await open(page, cases());
  await expect(page.getByText('2 cases')).toBeVisible();
  await expect(row(page, 'UPDATE PART 1')).toContainText('ok');
  await expect(row(page, 'UPDATE PART 2')).toContainText('Part 2 has no <b>revision</b>');

  const rename = page.getByRole('button', { name: 'Rename UPDATE PART 2' });
  await rename.click();
  await page.keyboard.press('Escape');
  await expect(rename).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Name of the case' }).fill('no revision');
  await page.keyboard.press('Enter');
  await expect(row(page, 'no revision')).toContainText('rejected');

  const bundle = await save(page, 'Download no revision', 'case.py');
  expect(bundle).toMatch(/^check-part-é-\d+T\d+Z-[0-9a-f]{8}\.py$/);
  expect((await runPython(['case.py', '--verify'], { folder })).stdout.toString()).toMatch(/^SAME/);

  expect(await save(page, 'Download as pytest', 'test_cases.py')).toBe('test_check_part.py');
  const ran = await runPython(['test_cases.py', '-v'], { folder });
  expect(ran.stderr.toString()).toMatch(/test_2_no_revision .*ok/);
  expect(ran.stderr.toString()).toContain('Ran 2 tests');
  expect(ran.code).toBe(0);

  await expectNoFaults(page, async (again) => {
    await open(again, cases());
    await again.getByRole('button', { name: 'Rename no revision' }).click();
  });

  await open(page, cases());
  await page.getByRole('button', { name: 'Unpin UPDATE PART 1' }).click();
  await expect(page.getByText('1 case:')).toBeVisible();
  await row(page, 'no revision').getByRole('link', { name: 'no revision' }).first().click();
  await page.getByRole('button', { name: 'Unpin Case' }).click();
  await expect(pin(page)).toBeVisible();
  await open(page, cases());
  await expect(page.getByText('No cases yet')).toBeVisible();
});

test('what was not recorded cannot be pinned, and says why', async ({ page }) => {
  await openKeyed(page, `${room.path}/executions/bare`);
  const button = page.getByRole('button', { name: /^Pin as Case/ });
  await expect(button).toBeDisabled();
  await expect(button).toHaveAccessibleName(/names no action/);
});

test('files of cases that are not there are not found', async ({ request }) => {
  for (const part of ['cases', 'cases/x/bundle']) {
    const answer = await request.get(`${room.path}/actions/never/${part}`);
    expect(answer.status()).toBe(404);
    expect(await answer.json()).toMatchObject({ code: 'not_found' });
  }
});

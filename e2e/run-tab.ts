import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, openKeyed } from './fixtures';
import type { Room } from './room';
import { recordAction } from './run-python';

/** Fetching and starting Python, on a machine that is busy. */
export const PYTHON_MS = 60_000;

const CONTEXT =
  '{"part": {"id": 34, "weight": 1.0, "revision": null, "serial": 12345678901234567890}}';

/** What the Python client records of an action in `folder`, sent to `room`. Gives its id. */
export async function sendRecorded(
  room: Room,
  folder: string,
  name: string,
  code: string,
): Promise<string> {
  writeFileSync(join(folder, 'context.json'), CONTEXT);
  writeFileSync(join(folder, `${name}.py`), code);
  const about = `--event UPDATE --target PART --request-id run-${name}`;
  await recordAction([`${name}.py`, '--context', 'context.json', ...about.split(' ')], {
    ...{ folder, url: room.url, key: room.key },
  });
  const answer = await fetch(`${room.url}/api/v1/executions?q=request_id:run-${name}`, {
    headers: { authorization: `Bearer ${room.key}` },
  });
  return (await answer.json()).items[0].id;
}

/** Says something of the part in its context, which has no revision, and refuses it. */
export const REJECTS = `import datetime, random, sys, uuid
part = context["part"]
print("part", part["id"], "weighs", part["weight"], "kg")
print("serial", part["serial"], file=sys.stderr)
print(datetime.datetime.now().isoformat(), random.random(), uuid.uuid4())
mutations.append({"set": "weight", "to": part["weight"]})
result = [1.0, 12345678901234567890]
if part["revision"] is None:
    raise ValidationError("Part %s has no revision – 部品" % part["id"])
`;

export const runButton = (page: Page) => page.getByRole('button', { name: /^(Run|Stop)$/ });
export const output = (page: Page) => page.getByRole('region', { name: 'Output of this code' });
export const verdict = (page: Page) => output(page).getByRole('status');
export const stream = (page: Page, name: string) =>
  output(page).getByRole('region', { name, exact: true });
export const editor = (page: Page, name: string): Locator =>
  page.getByRole('region', { name, exact: true }).locator('.monaco-editor').first();

/** The Run tab of the log at `path` with its editors open and Python started. */
export async function openRun(page: Page, path: string): Promise<void> {
  await openKeyed(page, `${path}?tab=run`);
  await expect(page.getByText(/^Python 3\.14\.\d+, ready/)).toBeVisible({ timeout: PYTHON_MS });
  await expect(editor(page, 'Code')).toBeVisible();
  await expect(editor(page, 'Context')).toBeVisible();
}

/** Replaces the text of an editor as a person does. */
export async function write(page: Page, name: string, text: string): Promise<void> {
  await editor(page, name).locator('.view-lines').click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}

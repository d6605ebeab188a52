import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './fixtures';
import type { Room } from './room';
import { runPython } from './run-python';
import {
  editor,
  openRun,
  PYTHON_MS,
  REJECTS,
  runButton,
  sendRecorded,
  stream,
  verdict,
  write,
} from './run-tab';

test.setTimeout(180_000);

let room: Room;
let folder: string;
/** Ids by what they are for. */
const ids: Record<string, string> = {};
const log = (name: string) => `${room.path}/executions/${ids[name]}`;

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Contexts');
  folder = mkdtempSync(join(tmpdir(), 'runlens-contexts-'));
  const rejects = await sendRecorded(room, folder, 'rejects', REJECTS);
  const many = Array.from({ length: 200 }, (_, at) => `"key ${at}": ${at}`).join(', ');
  const lines = '[{"price": 3}, {"price": 1.50, "quantity": null}, {"price": 7}]';
  const large = `{${many}, "part": {"id": 34, "lines": ${lines}}, "user": "ana"}`;
  const [failing = ''] = await room.send(
    `{"status": "failed", "event": "UPDATE", "target": "PART", "context": ${large}, "code": ${JSON.stringify(
      `for line in context["part"]["lines"]:
    if "quantity" in line and line["quantity"] is None:
        raise ValidationError("line %.2f has no quantity" % line["price"])
`,
    )}}`,
  );
  const [other = ''] = await room.send([
    {
      ...{ status: 'success', event: 'UPDATE', target: 'PART', id: 'run-other' },
      context: { part: { id: 77, weight: 2, revision: 'B', serial: 1 } },
    },
  ]);
  Object.assign(ids, { rejects, other, large: failing });
});

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the context of another execution is taken by its id or its link', async ({ page, watch }) => {
  watch.expect(/404/);
  await openRun(page, log('rejects'));
  const use = async (text: string) => {
    await page.getByRole('button', { name: 'Use the context of another execution' }).click();
    await page.getByRole('textbox', { name: 'Execution' }).fill(text);
    await page.getByRole('button', { name: 'Use its context' }).click();
  };
  await use('nowhere');
  await expect(page.locator('main').getByRole('alert').filter({ hasText: /\w/ })).toContainText(
    'There is no such execution',
  );
  await page.getByRole('button', { name: 'Cancel' }).click();
  await use(`${room.url}${log('other')}`);
  await expect(editor(page, 'Context')).toContainText('77');
  await runButton(page).click();
  await expect(verdict(page)).toContainText('With edited context', { timeout: PYTHON_MS });
  await expect(stream(page, 'stdout, compared')).toContainText('added: part 77 weighs 2 kg');
});

test('the smallest failing input is found, and opened in the editor', async ({ page }) => {
  await openRun(page, log('large'));
  const panel = page.getByRole('region', { name: 'Smallest failing input' });
  await panel.getByRole('button', { name: 'Find the smallest failing input' }).click();
  await expect(panel.getByRole('status')).toContainText('Fails with 5 of 211 keys', {
    timeout: 2 * PYTHON_MS,
  });
  // A file that a download of the same execution takes, numbers as they were sent.
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    panel.getByRole('button', { name: 'Save as a new context' }).click(),
  ]);
  expect(saved.suggestedFilename()).toMatch(/-context\.json$/);
  await saved.saveAs(join(folder, 'smallest.json'));
  const smallest = readFileSync(join(folder, 'smallest.json'), 'utf8').replace(/\s/g, '');
  expect(smallest).toBe('{"part":{"lines":[{"price":1.50,"quantity":null}]}}');
  const bundle = await page.request.get(`${log('large')}/bundle`);
  writeFileSync(join(folder, 'large.py'), await bundle.text());
  const ran = await runPython(['large.py', '--context', 'smallest.json'], { folder });
  expect(ran.stderr.toString()).toContain('ValidationError: line 1.50 has no quantity');

  await panel.getByRole('button', { name: 'Open it in the editor' }).click();
  await expect(editor(page, 'Context')).not.toContainText('key 1');
  await expect(editor(page, 'Context')).toContainText('1.50');
  await runButton(page).click();
  await expect(verdict(page)).toContainText('nothing to compare with', { timeout: PYTHON_MS });
  await expect(stream(page, 'stderr')).toContainText('ValidationError: line 1.50 has no quantity');

  // What does not fail has no such input.
  await write(page, 'Code', 'print(1)\n');
  await panel.getByRole('button', { name: 'Find the smallest failing input' }).click();
  await expect(panel.getByRole('status')).toContainText('does not make the code fail', {
    timeout: PYTHON_MS,
  });
});

test('an edited context is saved, and taken back from its file', async ({ page }) => {
  await openRun(page, log('rejects'));
  const save = page.getByRole('button', { name: 'Save as a new context' });
  await expect(save).toBeHidden();
  const text =
    '{"part": {"id": 36, "weight": 2.50, "revision": "D", "serial": 98765432109876543210}}';
  await write(page, 'Context', text);
  const [saved] = await Promise.all([page.waitForEvent('download'), save.click()]);
  await saved.saveAs(join(folder, 'saved.json'));
  const kept = readFileSync(join(folder, 'saved.json'), 'utf8').replace(/\s/g, '');
  expect(kept).toBe(text.replace(/\s/g, ''));
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect(editor(page, 'Context')).toContainText('34');

  const take = async (name: string) => {
    await page.getByRole('button', { name: 'Use the context of another execution' }).click();
    await page.getByLabel('or a saved file').setInputFiles(join(folder, name));
  };
  writeFileSync(join(folder, 'broken.json'), '{"part": }');
  await take('broken.json');
  await expect(page.locator('main').getByRole('alert').filter({ hasText: /\w/ })).toContainText(
    'Line 1, column 10',
  );
  await page.getByRole('button', { name: 'Cancel' }).click();
  await take('saved.json');
  await expect(editor(page, 'Context')).toContainText('98765432109876543210');
  await runButton(page).click();
  await expect(verdict(page)).toContainText('With edited context', { timeout: PYTHON_MS });
  await expect(stream(page, 'stdout, compared')).toContainText('added: part 36 weighs 2.5 kg');
});

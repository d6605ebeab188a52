import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { downloadZipOfAll } from './download-zip';
import { clipboard, expect, openList, rows, test } from './fixtures';
import type { Room } from './room';
import { type Ran, recordAction, runPython } from './run-python';

/** Actions that end in every way, with what is hard to give again: time, chance, hash order. */
const ACTIONS: Record<string, string> = {
  rejects: `# Größe
import sys
part = context["part"]
print("part", part["id"], "weighs", part["weight"], "kg")
print("serial", part["serial"], file=sys.stderr)
if part["revision"] is None:
    raise ValidationError("Part %s has no revision – 部品" % part["id"])
`,
  fails: `def price(line):
    return line["price"] * line["quantity"]

print("before", end="")
total = sum(price(line) for line in context["part"]["lines"])
`,
  'draws lots': `import datetime, os, random, time, uuid
print(datetime.datetime.now().isoformat(), time.time())
print(random.random(), random.sample(range(1000), 5), uuid.uuid4(), os.urandom(4).hex())
print({"red", "green", "blue", "yellow"}, hash("red"))
mutations.append({"set": "weight", "to": context["part"]["weight"]})
result = [1.0, 12345678901234567890]
`,
  exits: `import sys
sys.stdout.write("no line end")
sys.stderr.write("\\x1b[31mred\\x1b[0m\\n")
sys.exit(3)
`,
  'does not parse': `print("never")
if True print("x")
`,
  warns: `print("stock is low")
raise ValidationWarning("Order soon")
`,
};

const CONTEXT =
  '{"part": {"id": 34, "weight": 1.0, "revision": null, "serial": 12345678901234567890, "lines": [{"price": 2.50}]}}';

let room: Room;
let folder: string;

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Download');
  // Another log, so that one row means that the search has been answered.
  await room.send([{ status: 'success', event: 'CREATE', target: 'OTHER' }]);
  folder = mkdtempSync(join(tmpdir(), 'runlens-download-'));
  writeFileSync(join(folder, 'context.json'), CONTEXT);
});

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs an action as a user's system does, and gives what came out. */
async function record(name: string, requestId: string): Promise<Ran> {
  const file = `${name.replaceAll(' ', '_')}.py`;
  writeFileSync(join(folder, file), ACTIONS[name] ?? '');
  const about = '--event UPDATE --target PART --target-record-id 34 --triggered-by ana@example.com';
  return recordAction(
    [file, '--context', 'context.json', ...about.split(' '), '--request-id', requestId],
    { folder, url: room.url, key: room.key },
  );
}

/** What the log page shows of a stream, byte for byte as it copies it. */
async function shownStream(page: Page, name: 'stdout' | 'stderr'): Promise<string> {
  const pane = page.getByRole('region', { name, exact: true });
  const copy = pane.getByRole('button', { name: `Copy ${name}` });
  if ((await copy.count()) === 0) return '';
  await copy.click();
  await expect(page.getByText(`Copied ${name}.`)).toBeVisible();
  return clipboard(page);
}

async function same(file: string, first: Ran): Promise<void> {
  const again = await runPython([file], { folder });
  expect(again.stdout.toString()).toBe(first.stdout.toString());
  expect(again.stderr.toString()).toBe(first.stderr.toString());
  expect(again.code).toBe(first.code);
  const verified = await runPython([file, '--verify'], { folder });
  expect(verified.stdout.toString()).toMatch(/^SAME/);
  expect(verified.code).toBe(0);
}

for (const name of Object.keys(ACTIONS)) {
  test(`an action that ${name}: found by request id, read, downloaded, run again`, async ({
    page,
  }) => {
    const requestId = `toast-${name.replaceAll(' ', '-')}`;
    const first = await record(name, requestId);
    await openList(page, room);
    await page.getByRole('textbox', { name: 'Search executions' }).fill(requestId);
    await expect(rows(page)).toHaveCount(1);
    await expect(rows(page)).toContainText(requestId);

    await rows(page)
      .getByRole('button', { name: /^Actions for/ })
      .click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Download Code' }).click(),
    ]);
    const file = join(folder, download.suggestedFilename());
    await download.saveAs(file);
    expect(readFileSync(file, 'utf8')).toContain((ACTIONS[name] ?? '').split('\n')[0] ?? '');

    await rows(page).getByRole('link').click();
    await expect(page.getByRole('region', { name: 'Executed code' })).toBeVisible();
    expect(await shownStream(page, 'stdout')).toBe(first.stdout.toString());
    expect(await shownStream(page, 'stderr')).toBe(first.stderr.toString());
    await expect(page.getByRole('region', { name: 'Output' })).toContainText(`exit ${first.code}`);
    await same(file, first);
  });
}

test('every file of a zip gives the output that its log shows', async ({ page }) => {
  const names = Object.keys(ACTIONS);
  const runs = new Map<string, Ran>();
  for (const name of names) {
    runs.set(name.replaceAll(' ', '_'), await record(name, `zip-${name}`));
  }
  await openList(page, room, '?q=zip-');
  await expect(rows(page)).toHaveCount(names.length);
  const { zip, names: files } = await downloadZipOfAll(page);
  expect(files).toHaveLength(names.length);
  for (const name of files) {
    const run = runs.get(name.replace(/-\d{8}T.*/, ''));
    if (!run) throw new Error(`no run for ${name}`);
    const file = join(folder, `unzipped-${name}`);
    writeFileSync(file, (await zip.file(name)?.async('nodebuffer')) ?? '');
    await same(file, run);
  }
  const place = mkdtempSync(join(folder, 'all-'));
  for (const { name } of Object.values(zip.files)) {
    writeFileSync(join(place, name), (await zip.file(name)?.async('nodebuffer')) ?? '');
  }
  const all = await runPython([join(place, 'run_all.py')], { folder });
  expect(all.stdout.toString()).toContain(`\n${names.length} of ${names.length} the same\n`);
  expect(all.stdout.toString()).not.toContain('edited');
  expect(all.code).toBe(0);
});

test('an edited file runs the edited code, with the recorded context', async ({ page }) => {
  await record('rejects', 'edit-1');
  await openList(page, room, '?q=edit-1');
  await rows(page).getByRole('link').click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download Code' }).click(),
  ]);
  const file = join(folder, `edited-${download.suggestedFilename()}`);
  const text = readFileSync(await download.path(), 'utf8');
  writeFileSync(file, text.replace('is None:', 'is not None:'));
  const edited = await runPython([file], { folder });
  expect(edited.code).toBe(0);
  expect(edited.stdout.toString()).toBe('part 34 weighs 1.0 kg\n');
  const verified = await runPython([file, '--verify'], { folder });
  expect(verified.stdout.toString()).toContain('DIFFERENT');
});

test('a run while the server is away is sent by the next one', async ({ page }) => {
  const away = { folder, url: 'http://127.0.0.1:9', key: room.key };
  writeFileSync(join(folder, 'later.py'), 'print("kept")\n');
  const args = ['later.py', '--event', 'UPDATE', '--target', 'PART', '--request-id'];
  const first = await recordAction([...args, 'kept-for-later'], away);
  expect(first.stdout.toString()).toBe('kept\n');
  expect(first.code).toBe(0);
  await recordAction([...args, 'kept-after'], { ...away, url: room.url });
  await openList(page, room, '?q=kept-');
  await expect(rows(page)).toHaveCount(2);
});

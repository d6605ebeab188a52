import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import JSZip from 'jszip';
import { expectNoFaults } from './axe';
import { downloadZipOfAll } from './download-zip';
import { carry, dropFiles } from './drop-files';
import { clipboard, expect, open, openKeyed, openList, rows, test } from './fixtures';
import { ago, MINUTE_MS, type Room } from './room';

/** Line ends, marks of the file's own, and what only JSON lines can hold. */
const CODE = [
  'print(context["part"]["id"])\r\nx = """\n#<<< action\n"""\n',
  "def broken(:\n    '''\n",
  'a = "\u0000"\r\n# größe <b>bold</b>\r',
] as const;
const SECRET = 'only-in-the-context-and-never-sent';
const CONTEXT = `{"part": {"id": 34, "serial": ${'7'.repeat(60)}, "note": "${SECRET}"}}`;
const STDOUT = 'first <i>line</i>\n\u001b[31mred\u001b[0m\n';
const STDERR = '  File "<action>", line 2, in <module>\nValueError: x\n';

let room: Room;
let ids: string[];

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Open');
  const items = CODE.map((code, index) => {
    const about = { id: `open-${index}`, created_at: ago((index + 1) * MINUTE_MS) };
    const output = {
      stdout: STDOUT,
      stderr: STDERR,
      exit_code: 1,
      layout: 'plain',
      python: '3.11.2',
    };
    return JSON.stringify({
      ...{ ...about, status: 'failed', event: 'UPDATE', target: 'PART', code, output },
      ...{ actions: [{ key: `check_${index}` }], raised_action: `check_${index}` },
      context: 'CONTEXT',
    }).replace('"CONTEXT"', CONTEXT);
  });
  ids = await room.send(`[${items.join(',')}]`);
});

async function downloadBundle(page: Page, id: string): Promise<{ name: string; text: string }> {
  await openKeyed(page, `${room.path}/executions/${id}`);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download Code' }).click(),
  ]);
  const text = readFileSync(await download.path(), 'utf8');
  return { name: download.suggestedFilename(), text };
}

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** What a button of the screen copies: the text as it is, unseen characters too. */
async function copied(page: Page, what: string): Promise<string> {
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await page.getByRole('button', { name: `Copy ${what}`, exact: true }).click();
  await expect.poll(() => clipboard(page)).not.toBe('');
  return clipboard(page);
}

async function expectLog(page: Page, code: string): Promise<void> {
  await expect(page.getByRole('note')).toContainText('not stored on this server');
  expect(await copied(page, 'code')).toBe(code);
  expect(await copied(page, 'stdout')).toBe(STDOUT);
  expect(await copied(page, 'stderr')).toBe(STDERR);
  await expect(region(page, 'Output')).toContainText('exit 1');
  await expect(region(page, 'Context').getByRole('tree')).toContainText('7'.repeat(60));
  await expect(page.locator('main i, main b')).toHaveCount(0);
  await expect(
    region(page, 'Code').locator('[class*=tok-string], [class*=tok-keyword]').first(),
  ).toBeVisible();
}

test('a bundle dropped on the list is the log that it was downloaded from', async ({ page }) => {
  for (const [index, code] of CODE.entries()) {
    const { name, text } = await downloadBundle(page, ids[index] ?? '');
    await openList(page, room);
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.postData() ?? ''));
    await dropFiles(page, { name, bytes: text });
    await page.waitForURL(`**${room.path}/open`);
    await expect(page.getByRole('note')).toContainText(`From a file: ${name}`);
    await expectLog(page, code);
    await expect(page.getByText('has the same code, context and recording')).toBeVisible();
    expect(sent.join('\n')).not.toContain(SECRET);
    expect(sent.join('\n')).toContain(ids[index] ?? '-');
  }
  await page.getByRole('link', { name: 'The execution with its id' }).click();
  await page.waitForURL(`**/executions/${ids[2]}`);
  await page.goBack();
  await expectLog(page, CODE[2]);
});

test('a zip: its files by keyboard, and which of them was changed', async ({ page }) => {
  await openList(page, room);
  const { zip, names } = await downloadZipOfAll(page);
  const [whole = '', changed = '', gone = ''] = names;
  const text = (await zip.file(changed)?.async('string')) ?? '';
  zip.file(changed, text.replace('"exit_code": 1', '"exit_code": 2'));
  zip.remove(gone);
  zip.file('<b>other</b>.py', text);
  const bytes = await zip.generateAsync({ type: 'uint8array' });
  await dropFiles(page, { name: 'logs.zip', bytes });
  const files = page.getByRole('combobox', { name: 'Files' });
  await expect(files).toBeFocused();
  const row = (name: string) => page.getByRole('option').filter({ hasText: name });
  await expect(page.getByRole('option')).toHaveCount(3);
  await expect(row(whole)).toHaveText(/whole$/);
  await expect(row(changed)).toHaveText(/changed$/);
  await expect(row('<b>other</b>.py')).toHaveText(/not in the manifest$/);
  await expect(page.getByText(`names a file that is not there: ${gone}`)).toBeVisible();

  await page.keyboard.press('Enter');
  await expect(page.getByText('Whole: as it was when the zip was written')).toBeVisible();
  await expectLog(page, CODE[0]);
  await files.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Changed since the zip was written')).toBeVisible();
  await expect(region(page, 'Output')).toContainText('exit 2');
  await expect(page.getByText('has another code, context or recording')).toBeVisible();
  await files.fill('OTHER');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Not in the zip’s manifest')).toBeVisible();
});

test('a bundle pasted by keyboard, on the page that the commands lead to', async ({ page }) => {
  const { text } = await downloadBundle(page, ids[0] ?? '');
  await openList(page, room);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('open a bun');
  await expect(page.getByRole('option', { name: 'Open a bundle…' })).toBeVisible();
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${room.path}/open`);
  await expect(page.getByRole('button', { name: 'Choose a file…' })).toBeVisible();
  await page.evaluate((given) => navigator.clipboard.writeText(given), text);
  await page.keyboard.press('Control+v');
  await expect(page.getByRole('note')).toContainText('From a file: pasted text');
  await expectLog(page, CODE[0]);
});

test('a file chosen by the button, edited as an editor on Windows does', async ({ page }) => {
  const { text } = await downloadBundle(page, ids[1] ?? '');
  await open(page, `${room.path}/open`);
  const buffer = Buffer.from(text.replaceAll('\n', '\r\n'));
  const file = { name: 'edited.py', mimeType: 'text/x-python', buffer };
  await page.locator('input[type=file]').setInputFiles(file);
  await expectLog(page, CODE[1]);
  await expect(page.getByText('has turned its line ends to CRLF')).toBeVisible();
  await expect(page.getByText('has the same code, context and recording')).toBeVisible();
});

test('only files are taken, and a drag that goes away leaves nothing', async ({ page }) => {
  await openList(page, room);
  const curtain = page.getByText('Drop to open as a read-only log');
  const text = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.setData('text/plain', 'a column');
    return transfer;
  });
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.dispatchEvent('body', type, { dataTransfer: text });
  }
  const dataTransfer = await carry(page, [{ name: 'a.py', bytes: 'print(1)\n' }]);
  await page.dispatchEvent('body', 'dragenter', { dataTransfer });
  await expect(curtain).toBeVisible();
  await page.dispatchEvent('body', 'dragleave', { dataTransfer });
  await expect(curtain).toHaveCount(0);
  await expect(page).toHaveURL(new RegExp(`${room.path}/executions`));
  await expect(rows(page)).toHaveCount(CODE.length);
});

test('what is no bundle says what was expected', async ({ page }) => {
  await open(page, `${room.path}/open`);
  const alert = page.locator('main').getByRole('alert');
  await dropFiles(page, { name: '<img src=x>.py', bytes: '<h1>print</h1>\n' });
  await expect(alert).toContainText('<img src=x>.py');
  await expect(alert).toContainText('It has no line #=== runtime ===');
  await expect(alert).toContainText('<h1>print</h1>');
  await expect(page.locator('main img')).toHaveCount(0);
  await dropFiles(page, { name: 'latin.py', bytes: new Uint8Array([0x70, 0xe9, 0x0a]) });
  await expect(alert).toContainText('It is no text in UTF-8.');
  await dropFiles(page, { name: 'big.py', bytes: 26 * 1024 * 1024 });
  await expect(alert).toContainText('The file has 26 MB; at most 25 MB can be opened here.');
  await dropFiles(page, { name: 'cut.zip', bytes: 'PK\x03\x04 and no more' });
  await expect(alert).toContainText('The zip is damaged');

  const zip = new JSZip();
  zip.file('bomb.py', new Uint8Array(30 * 1024 * 1024));
  const bytes = await zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
  await dropFiles(page, { name: 'bomb.zip', bytes });
  await page.getByRole('option', { name: 'bomb.py' }).click();
  await expect(alert).toContainText('bomb.py unpacks to more than 25 MB');
});

test('its screens have no fault, in both themes, wide and narrow', async ({ page }) => {
  const path = `${room.path}/open`;
  await expectNoFaults(page, () => open(page, path));
  const { text } = await downloadBundle(page, ids[0] ?? '');
  const zip = new JSZip();
  zip.file('manifest.json', JSON.stringify({ files: [{ name: 'a.py', sha256: '0' }] }));
  zip.file('a.py', text);
  zip.file('b.py', 'print(1)\n');
  const bytes = await zip.generateAsync({ type: 'uint8array' });
  for (const name of ['a.py', 'b.py']) {
    await expectNoFaults(page, async () => {
      await open(page, path);
      await dropFiles(page, { name: 'a.zip', bytes });
      await page.getByRole('option').filter({ hasText: name }).click();
      await expect(page.getByLabel(/^(Code|Beginning) of the file$/)).toBeVisible();
    });
  }
});

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import JSZip from 'jszip';
import { rows } from './fixtures';

/** What stands in a zip beside the logs. */
const OTHERS = ['run_all.py', 'manifest.json'];

/** Selects every row of a short table and takes the zip that its bar offers. `names`: the logs'. */
export async function downloadZipOfAll(page: Page): Promise<{ zip: JSZip; names: string[] }> {
  await rows(page).first().getByRole('checkbox').click();
  await rows(page)
    .last()
    .getByRole('checkbox')
    .click({ modifiers: ['Shift'] });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download Zip' }).click(),
  ]);
  const zip = await JSZip.loadAsync(readFileSync(await download.path()));
  return { zip, names: Object.keys(zip.files).filter((name) => !OTHERS.includes(name)) };
}

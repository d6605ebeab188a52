import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import JSZip from 'jszip';
import { rows } from './fixtures';

/** Selects every row of a short table and takes the zip that its bar offers. */
export async function downloadZipOfAll(page: Page): Promise<JSZip> {
  await rows(page).first().getByRole('checkbox').click();
  await rows(page)
    .last()
    .getByRole('checkbox')
    .click({ modifiers: ['Shift'] });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download Zip' }).click(),
  ]);
  return JSZip.loadAsync(readFileSync(await download.path()));
}

import type { JSHandle, Page } from '@playwright/test';

export interface Dropped {
  name: string;
  /** A number: that many zeros. */
  bytes: Uint8Array | string | number;
}

/** What a pointer carries that brings files from the desktop. */
export function carry(page: Page, files: readonly Dropped[]): Promise<JSHandle<DataTransfer>> {
  const given = files.map(({ name, bytes }) => ({
    name,
    ...(typeof bytes === 'number'
      ? { base64: '', zeros: bytes }
      : { base64: Buffer.from(bytes).toString('base64'), zeros: 0 }),
  }));
  return page.evaluateHandle((all) => {
    const transfer = new DataTransfer();
    for (const { name, base64, zeros } of all) {
      const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
      transfer.items.add(new File([bytes, new Uint8Array(zeros)], name));
    }
    return transfer;
  }, given);
}

/** Drags files over the page and lets them go. */
export async function dropFiles(page: Page, ...files: readonly Dropped[]): Promise<void> {
  const dataTransfer = await carry(page, files);
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.dispatchEvent('body', type, { dataTransfer });
  }
}

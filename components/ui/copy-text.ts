import { toast } from './toast';

/** Copies and says so; where the clipboard is closed to the page it says that instead. */
export async function copyText(text: string, said: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast(said);
  } catch {
    toast(fallbackCopy(text) ? said : `The browser refused the clipboard. Copy by hand: ${text}`);
  }
}

/** Plain http on another host than localhost has no clipboard API. */
function fallbackCopy(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}

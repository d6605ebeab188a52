import { toast } from './toast';

/** Longest text that is offered for copying by hand. */
const MAX_SHOWN = 500;

/** Copies and says so; where the clipboard is closed to the page it says that instead. */
export async function copyText(text: string, said: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast(said);
  } catch {
    const shown = text.length > MAX_SHOWN ? '' : ` Copy by hand: ${text}`;
    toast(fallbackCopy(text) ? said : `The browser refused the clipboard.${shown}`);
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

import { openFiles } from './opened-files';

let curtain: HTMLElement | null = null;

/** Says that the files may be let go, until they are, and opens them. `show`: goes to where they are seen. */
export function takeDrag(event: DragEvent, files: readonly File[], show: () => void): void {
  if (event.type === 'drop') {
    hideCurtain();
    if (files.length === 0) return;
    openFiles(files);
    show();
  } else if (event.type !== 'dragleave') {
    showCurtain();
  } else if (event.relatedTarget === null) {
    // Out of the window; otherwise from one element into the next.
    hideCurtain();
  }
}

/** Over everything, dialogs too, and under nobody's pointer: the drop belongs to the page. */
function showCurtain(): void {
  if (curtain) return;
  curtain = document.createElement('div');
  curtain.popover = 'manual';
  curtain.textContent = 'Drop to open as a read-only log';
  curtain.className =
    'pointer-events-none fixed inset-2 m-0 h-auto w-auto place-content-center rounded-xl border-2 border-dashed border-accent bg-bg/85 text-center text-[15px] font-semibold text-text grid';
  document.body.append(curtain);
  curtain.showPopover();
}

function hideCurtain(): void {
  curtain?.remove();
  curtain = null;
}

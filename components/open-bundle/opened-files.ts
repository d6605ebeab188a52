import { useSyncExternalStore } from 'react';

/** What somebody has dropped, chosen or pasted last. It lives as long as the tab, and goes nowhere. */
export interface OpenedFiles {
  files: readonly File[];
  /** The name of the one that is looked at, of those in a zip or of several. */
  chosen: string | null;
}

let opened: OpenedFiles | null = null;
const listeners = new Set<() => void>();

function put(next: OpenedFiles): void {
  opened = next;
  for (const listener of listeners) listener();
}

export function openFiles(files: readonly File[]): void {
  put({ files, chosen: null });
}

/** Kept with the files, so that the way back from elsewhere leads to the same log. */
export function chooseFile(name: string): void {
  if (opened) put({ ...opened, chosen: name });
}

export function useOpenedFiles(): OpenedFiles | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => opened,
    () => null,
  );
}

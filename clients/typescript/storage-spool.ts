import { type Spool, spoolName } from './spool.js';

const PREFIX = 'runlens:';

/** The storage of a page's origin, which has room for some megabytes. */
export function storageSpool(storage: Storage): Spool {
  return {
    put: (text) => {
      try {
        storage.setItem(PREFIX + spoolName(), text);
        return true;
      } catch {
        return false;
      }
    },
    names: () =>
      Object.keys(storage)
        .filter((name) => name.startsWith(PREFIX))
        .sort(),
    get: (name) => storage.getItem(name),
    remove: (name) => storage.removeItem(name),
  };
}

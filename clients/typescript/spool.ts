/** Where lines wait that are not sent yet, so that they outlive the program. Each file holds lines of NDJSON. */
export interface Spool {
  /** False when there is no room. */
  put: (text: string) => boolean;
  /** Oldest first. */
  names: () => string[];
  /** Null when somebody else has sent it, and when it cannot be read. */
  get: (name: string) => string | null;
  remove: (name: string) => void;
}

let made = 0;

/** Sorts by time; no other program has the same. */
export function spoolName(): string {
  made += 1;
  const chance = Math.random().toString(36).slice(2, 10);
  return `${String(Date.now()).padStart(15, '0')}-${String(made).padStart(6, '0')}-${chance}`;
}

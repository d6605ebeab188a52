/** One option of a command: as `parseArgs` of Node takes it, and what usage and completion say of it. */
export interface Option {
  type: 'string' | 'boolean';
  short?: string;
  default?: string | boolean;
  /** What it may be, where that can be listed. */
  values?: readonly string[];
  /** Otherwise one word for what follows it: `N`, `FILE`. */
  hint?: string;
}

/** Where a command prints. */
export interface Terminal {
  /** Settles when there is room for more. */
  print: (line: string) => Promise<void>;
  /** For what is not part of the output. */
  say: (line: string) => void;
  /** How far it is, in place of what was said so before; '' takes it away. Nothing where nobody reads it. */
  progress: (line: string) => void;
  /** Whether a person reads it: what is not text may not go there. */
  isScreen: boolean;
  isColoured: boolean;
}

/** One more thing that a row's menu offers for its value. */
export interface JsonAction {
  readonly label: string;
  readonly shortcut?: string;
  readonly onSelect: () => void;
}

/** `rawValue` is the value as the producer wrote it: a string comes with its quotes. */
export type JsonActions = (path: string, rawValue: string) => readonly JsonAction[];

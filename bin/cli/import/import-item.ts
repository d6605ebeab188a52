/** One execution of what is imported, in the order of the file. */
export type ImportItem = {
  /** Where it stands: `runs.ndjson, item 7`. */
  place: string;
  /** Its producer's id, where it is known. */
  id: string | null;
} & (
  | {
      ok: true;
      /** As the API takes it, JSON text. */
      text: string;
      /** What had no place of its own and went to the attributes. */
      kept: readonly string[];
      /** A row of a list or an export: less than what is stored where it comes from. */
      isRow?: boolean;
    }
  | { ok: false; code: string; message: string }
);

/** One execution that an export of another system means. */
interface ImportedRun {
  ok: true;
  /** As `POST /api/v1/executions` takes it. */
  execution: Readonly<Record<string, unknown>>;
  /** What had no place of its own and went to the attributes, by its name in the export. */
  kept: readonly string[];
}

/** What could not become one, and why. */
interface UnreadRun {
  ok: false;
  /** Its own id, where it has one. */
  id: string | null;
  message: string;
}

export type ImportVerdict = ImportedRun | UnreadRun;

/** Takes the documents of an export one after the other. */
export interface ImportReader {
  /** The executions that are whole with this document. */
  add: (document: unknown) => Iterable<ImportVerdict>;
  /** Those that might have gone on in a later document; call it once, after the last one. */
  end: () => Iterable<ImportVerdict>;
}

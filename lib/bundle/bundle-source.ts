/** Everything of an execution that goes into its bundle. */
export interface BundleSource {
  /** Runlens id. */
  id: string;
  externalId: string | null;
  createdAt: Date;
  event: string;
  target: string;
  targetRecordId: string | null;
  actionKeys: readonly string[];
  raisedAction: string | null;
  status: string;
  validationMessage: string | null;
  /** The exact code; may hold NUL, lone surrogates, CRLF. */
  code: string;
  /** The producer's raw JSON text, never re-serialised. */
  contextText: string | null;
  /** Raw JSON text of the wire's `output` object, or null when not recorded. */
  outputText: string | null;
  /** URL of the log page. */
  link: string | null;
  /** What is no longer as it was recorded; nothing unless somebody has edited it. */
  edited?: readonly ('code' | 'context')[];
}

/** What the manifest of a zip says of a file beside its name. Hashes are SHA-256 in hex. */
interface BundleManifestEntry {
  execution_id: string;
  /** Of the whole file. */
  sha256: string;
  /** Of action, context and recording; null where there is no code. */
  bundle_sha256: string | null;
  /** Version of the Python that it was recorded with. */
  python: string | null;
  /** Whether there is an output to compare with. */
  recorded: boolean;
}

/**
 * One line of the stream of files: what ends every `head`, a file without it, or a whole file. A file
 * that is no log has no `about`.
 */
export type BundleLine =
  | { runtime: string }
  | { name: string; head: string; about: BundleManifestEntry }
  | { name: string; text: string; about?: BundleManifestEntry };

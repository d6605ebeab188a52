/** What is known of a file of a zip: whole, changed since it was written, or nothing. */
export type FileState = 'whole' | 'changed' | 'unlisted';

/** What a manifest.json says of the files beside it. */
export type Manifest = ReadonlyMap<string, string>;

/**
 * Names and SHA-256 of the files, as a manifest has them. Null when the text is no manifest. Whoever
 * changes a file can change the manifest too: it finds edits and damage, not forgery.
 */
export function readManifest(text: string): Manifest | null {
  let files: unknown;
  try {
    files = (JSON.parse(text) as { files?: unknown } | null)?.files;
  } catch {
    return null;
  }
  if (!Array.isArray(files)) return null;
  const hashes = files.flatMap((file: { name?: unknown; sha256?: unknown } | null) =>
    typeof file?.name === 'string' && typeof file.sha256 === 'string'
      ? [[file.name, file.sha256] as const]
      : [],
  );
  return new Map(hashes);
}

/** @param sha256 of the file's bytes, in hex. */
export function fileState(manifest: Manifest, name: string, sha256: string): FileState {
  const written = manifest.get(name);
  if (written === undefined) return 'unlisted';
  return written === sha256 ? 'whole' : 'changed';
}

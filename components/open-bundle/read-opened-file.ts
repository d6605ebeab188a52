import { bundleSha256, sha256 } from '@/components/reproduce/bundle-sha256';
import { type ReadBundle, readBundle } from '@/lib/bundle/read-bundle';
import { type FileState, fileState } from '@/lib/bundle/read-manifest';
import type { OpenedSource } from './open-source';

/** Of a file that is no bundle, what is shown of it. */
const MAX_SHOWN_CHARS = 2_000;

/** `unchecked`: nothing says what it was, or the page has no cryptography. */
export type CheckedState = FileState | 'unchecked';

export type OpenedFile = { bytes: number; state: CheckedState } & (
  | { bundle: ReadBundle; sha256: string | null }
  | { bundle: null; problem: string; beginning: string }
);

/** Reads one file of what was opened. Rejects with a refusal in words. */
export async function readOpenedFile(source: OpenedSource, name: string): Promise<OpenedFile> {
  const bytes = await source.read(name);
  const facts = { bytes: bytes.length, state: await stateOf(source, name, bytes) };
  const text = textOf(bytes);
  if (text === null) {
    return { ...facts, bundle: null, problem: 'It is no text in UTF-8.', beginning: '' };
  }
  const reading = readBundle(text);
  if (!reading.ok) {
    const beginning = text.slice(0, MAX_SHOWN_CHARS);
    return { ...facts, bundle: null, problem: reading.problem, beginning };
  }
  return { ...facts, bundle: reading.bundle, sha256: await bundleSha256(text) };
}

export async function stateOf(
  { manifest }: OpenedSource,
  name: string,
  bytes: Uint8Array,
): Promise<CheckedState> {
  const hash = manifest && (await sha256(bytes));
  return manifest && hash ? fileState(manifest, name, hash) : 'unchecked';
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

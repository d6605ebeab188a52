import { createHash } from 'node:crypto';

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest();

/** What a rerun runs and compares with, as it is stored. */
export interface TriedContent {
  /** Lower-case hex. */
  codeSha256: string | null;
  contextText: string | null;
  outputText: string | null;
}

/** Names code, context and recording together: what a verdict is about. */
export function triedSha256(content: TriedContent): Buffer {
  const code = Buffer.from(content.codeSha256 ?? '', 'hex');
  const texts = [content.contextText ?? '', content.outputText ?? ''].map(sha256);
  return sha256(Buffer.concat([code, ...texts]));
}

/** The same of a row `e` of executions and its row `p` of execution_payloads. */
export const TRIED_SHA256_SQL = `sha256(coalesce(e.code_sha256, '\\x') ||
  sha256(convert_to(coalesce(p.context_text, ''), 'UTF8')) ||
  sha256(convert_to(coalesce(p.output_text, ''), 'UTF8')))`;

import { z } from 'zod';
import { AppError } from '@/lib/domain/app-error';
import { RERUN_OUTCOMES } from '@/lib/domain/decide-verdict';
import { MAX_DIFF_BYTES, MAX_DIFFERENCES } from '@/lib/domain/limits';

/** Room for the line that says what was cut. */
const NOTE_BYTES = 100;

/**
 * A diff as it is stored: what the database refuses in a text stands as a sign for it, and of one that
 * is too long the beginning is kept.
 */
function storableDiff(diff: string): string {
  const text = diff.toWellFormed().replaceAll('\0', '\u2400');
  const bytes = new TextEncoder().encode(text).length;
  if (bytes <= MAX_DIFF_BYTES) return text;
  const room = new Uint8Array(MAX_DIFF_BYTES - NOTE_BYTES);
  const { read, written } = new TextEncoder().encodeInto(text, room);
  return `${text.slice(0, read)}\n\\ cut here: ${written} of ${bytes} bytes are kept\n`;
}

export const verdictReportSchema = z.object({
  outcome: z.enum(RERUN_OUTCOMES),
  python: z.string().regex(/^\d{1,3}\.\d{1,3}[0-9A-Za-z.+-]{0,30}$/, 'python is not a version'),
  implementation: z.enum(['cpython', 'pyodide']),
  bundle_sha256: z
    .string()
    .toLowerCase()
    .regex(/^[0-9a-f]{64}$/, 'bundle_sha256 is not a sha256 in hex'),
  masked: z.boolean(),
  differences: z
    .array(
      z.object({
        part: z.string().regex(/^[ -~]{1,40}$/, 'not the name of a part'),
        diff: z.string().transform(storableDiff),
      }),
    )
    .max(MAX_DIFFERENCES),
});

/** What a rerun of a bundle found, as `--verify --report` and a browser send it. */
export type VerdictReport = z.output<typeof verdictReportSchema>;

/** The body of a report. Throws `invalid_input` that names what is wrong. */
export function parseVerdictReport(text: string): VerdictReport {
  const parsed = verdictReportSchema.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') || 'the body';
  throw new AppError('invalid_input', `${where}: ${issue?.message ?? 'not a report'}`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

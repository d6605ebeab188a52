import type { StepOutline } from '@/lib/domain/step-outline';
import { stepStatusOfCode } from '@/lib/domain/step-status';
import { Prisma } from '../generated/client';

export interface OutlineRow {
  seq: number;
  parent_seq: number | null;
  name: string | null;
  connector: string | null;
  status: number | null;
  started_at: Date | null;
  duration_ms: number | null;
  input_bytes: number | null;
  output_bytes: number | null;
  error_bytes: number | null;
  error_start: string | null;
}

/** Characters of an error that a list shows. */
const ERROR_START = 400;

/** The texts stay where they are: their length is known without reading them. */
export const OUTLINE_COLUMNS = Prisma.sql`seq, parent_seq, name, connector, status, started_at,
  duration_ms, octet_length(input_text) AS input_bytes, octet_length(output_text) AS output_bytes,
  octet_length(error_text) AS error_bytes, left(error_text, ${ERROR_START}::int) AS error_start`;

export function toOutline(row: OutlineRow): StepOutline {
  return {
    seq: row.seq,
    parentSeq: row.parent_seq,
    name: row.name,
    connector: row.connector,
    status: row.status === null ? null : stepStatusOfCode(row.status),
    startedAt: row.started_at,
    durationMs: row.duration_ms,
    inputBytes: row.input_bytes,
    outputBytes: row.output_bytes,
    errorBytes: row.error_bytes,
    errorStart: row.error_start,
  };
}

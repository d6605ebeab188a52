import type { BasicType } from 'hyparquet-writer';
import type { ColumnId } from '@/lib/domain/execution-columns';

type Row = Readonly<Record<string, unknown>>;

export interface ParquetColumn {
  /** That of CSV. */
  name: string;
  type: BasicType;
  nullable: boolean;
  value: (row: Row) => unknown;
}

const text = (name: string): ParquetColumn => ({
  ...{ name, type: 'STRING', nullable: true },
  value: (row) => row[name] ?? null,
});
const whole = (name: string): ParquetColumn => ({
  ...{ name, type: 'INT32', nullable: false },
  value: (row) => Number(row[name]),
});
const ms = ({ duration_ms }: Row) => (typeof duration_ms === 'number' ? duration_ms : null);

/** A column of the catalogue without one of Parquet does not compile. */
const COLUMN: Record<ColumnId, ParquetColumn> = {
  createdAt: {
    ...{ name: 'created_at', type: 'TIMESTAMP', nullable: false },
    value: (row) => new Date(String(row.created_at)),
  },
  status: text('status'),
  event: text('event'),
  target: text('target'),
  targetRecordId: text('target_record_id'),
  validationMessage: text('validation_message'),
  raisedAction: text('raised_action'),
  triggeredBy: text('triggered_by'),
  durationMs: { name: 'duration_ms', type: 'DOUBLE', nullable: true, value: ms },
  actionKeys: {
    ...{ name: 'action_keys', type: 'STRING', nullable: false },
    value: ({ action_keys }) => (Array.isArray(action_keys) ? action_keys.join(', ') : ''),
  },
  requestId: text('request_id'),
  environment: text('environment'),
  attempt: whole('attempt'),
  warnings: whole('warning_count'),
  errors: whole('error_count'),
  reproducibility: text('reproducibility'),
  seconds: {
    ...{ name: 'duration_s', type: 'DOUBLE', nullable: true },
    value: (row) => {
      const duration = ms(row);
      return duration === null ? null : duration / 1_000;
    },
  },
  steps: whole('step_count'),
};

/** The id, then the columns of CSV in the order of the catalogue, all of them. */
export const PARQUET_COLUMNS: readonly ParquetColumn[] = [
  { ...text('id'), nullable: false },
  ...Object.values(COLUMN),
];

import { VERDICT_CODE, verdictOfCode } from '@/lib/domain/verdict';

/** What is counted by value and day, with its number in the database; never renumber. */
export const DIMENSION = {
  event: 1,
  target: 2,
  action: 3,
  triggered_by: 4,
  environment: 5,
  reproducibility: 6,
} as const;

export type Dimension = keyof typeof DIMENSION;

export const DIMENSIONS = Object.keys(DIMENSION) as Dimension[];

/** The number of the execution itself, which is counted by status and quarter of an hour. */
export const EXECUTION_DIM = 0;

/** Of any status, in the table of days. */
export const ANY_STATUS = -1;

/** A row as far as it is counted. */
export interface CountedRow {
  /** Its number. */
  status: number;
  event: string;
  target: string;
  action_keys: readonly string[];
  triggered_by: string | null;
  environment: string | null;
  /** Code of the verdict. */
  reproducibility: number;
}

/** Everything that one row counts in, each once. */
export function countedIn(row: CountedRow): { dim: number; value: string }[] {
  const values: Record<Dimension, readonly (string | null)[]> = {
    event: [row.event],
    target: [row.target],
    action: row.action_keys,
    triggered_by: [row.triggered_by],
    environment: [row.environment],
    reproducibility: [verdictOfCode(row.reproducibility)],
  };
  return [
    { dim: EXECUTION_DIM, value: '' },
    ...DIMENSIONS.flatMap((name) =>
      values[name]
        .filter((value) => value !== null)
        .map((value) => ({ dim: DIMENSION[name], value })),
    ),
  ];
}

const verdicts = Object.entries(VERDICT_CODE).map(([name, code]) => `WHEN ${code} THEN '${name}'`);

/** The verdict of a row in words, as it is counted. */
export const REPRODUCIBILITY_SQL = `CASE reproducibility ${verdicts.join(' ')} END`;

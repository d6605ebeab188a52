import { listOf, membersOf } from './loose-json';

export const IMPORT_FORMATS = ['runlens', 'n8n', 'github-actions', 'airflow'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** Members that only one of the systems writes together. */
const MARKS: Record<ImportFormat, readonly (readonly string[])[]> = {
  runlens: [
    ['event', 'target', 'status'],
    ['end', 'count'],
  ],
  n8n: [
    ['workflowId', 'mode'],
    ['workflowId', 'startedAt'],
    ['workflowId', 'finished'],
  ],
  'github-actions': [
    ['head_sha', 'run_number'],
    ['head_sha', 'run_attempt'],
    ['run_id', 'steps'],
    ['run_id', 'head_sha'],
  ],
  airflow: [
    ['dag_id', 'dag_run_id'],
    ['dag_id', 'task_id'],
  ],
};

/** Which system wrote a document of an export; null where it cannot be told. */
export function detectImportFormat(document: unknown): ImportFormat | null {
  const found = IMPORT_FORMATS.find((format) =>
    MARKS[format].some((names) => names.every((name) => name in membersOf(document))),
  );
  if (found) return found;
  // A list of the system's own, or what belongs together under names.
  const inner = Object.values(membersOf(document)).map((value) => listOf(value)[0] ?? value);
  for (const value of inner) {
    const format = isObject(value) ? detectImportFormat(value) : null;
    if (format) return format;
  }
  return null;
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null;

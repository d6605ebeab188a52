import { airflowReader } from './airflow/airflow-reader';
import type { ExactJson } from './exact-json';
import { githubActionsReader } from './github/github-actions-reader';
import type { JobLog } from './github/job-log';
import type { ImportFormat } from './import-format';
import type { ImportReader } from './imported-run';
import { n8nReader } from './n8n/n8n-reader';

/** A reader of the exports of another system. */
export function openImport(
  format: Exclude<ImportFormat, 'runlens'>,
  json: ExactJson,
  jobLog: JobLog,
): ImportReader {
  switch (format) {
    case 'n8n':
      return n8nReader(json);
    case 'github-actions':
      return githubActionsReader(json, jobLog);
    case 'airflow':
      return airflowReader(json);
  }
}

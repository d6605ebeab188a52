import { afterAll, expect } from 'vitest';
import { ingestReportSchema } from '@/lib/contract/ingest-report';
import { disconnect, pool } from '@/lib/db/client';
import type { ProjectId } from '@/lib/domain/project';
import { ingestExecutions } from '@/lib/ingest/ingest-executions';
import { withTestDatabase } from './with-test-database';

/** When the tests of ingest take place. */
export const NOW = new Date('2026-11-20T10:00:00.500Z');
/** The least that an execution says. */
export const UNDATED = { event: 'UPDATE', target: 'PART', status: 'failed' };
export const LEAST = { created_at: '2026-11-20T09:00:00.123Z', ...UNDATED };

type Body = ReadableStream<Uint8Array> | string | Uint8Array<ArrayBuffer>;

/** Sends requests into a test database of one file, and reads what they left there. */
export function withIngest() {
  withTestDatabase();
  afterAll(disconnect);
  let lastProject = 0;
  const sendBody = async (project: ProjectId, body: Body, at: Date = NOW) => {
    const stream = body instanceof ReadableStream ? body : new Blob([body]).stream();
    const headers = { contentEncoding: null, contentLength: null };
    const report = await ingestExecutions(project, stream, headers, { now: at, retentionDays: 30 });
    return ingestReportSchema.parse(report);
  };
  const rowsOf = async (project: ProjectId) => {
    const { rows } = await pool().query(
      `SELECT e.*, p.context_text, p.context, p.context_bytes, p.output_text, p.actions_text,
         p.trigger_text, p.attributes_text, p.attributes, p.alterations, p.validation_message AS message
       FROM runlens.executions e LEFT JOIN runlens.execution_payloads p
         ON p.project_id = e.project_id AND p.execution_id = e.id
       WHERE e.project_id = $1 ORDER BY e.external_id, e.id`,
      [project],
    );
    return rows;
  };
  return {
    /** A project that no other test writes to. */
    newProject: () => {
      lastProject += 1;
      return lastProject as ProjectId;
    },
    sendBody,
    send: (project: ProjectId, ...items: object[]) =>
      sendBody(project, items.map((item) => JSON.stringify(item)).join('\n')),
    /** List rows with their payloads, by the producer's id. */
    rowsOf,
    onlyRow: async (project: ProjectId) => {
      const rows = await rowsOf(project);
      expect(rows).toHaveLength(1);
      return rows[0];
    },
    childrenOf: async (project: ProjectId, table: 'execution_steps' | 'execution_entries') => {
      const { rows } = await pool().query(
        `SELECT * FROM runlens.${table} WHERE project_id = $1 ORDER BY execution_id, seq`,
        [project],
      );
      return rows;
    },
  };
}

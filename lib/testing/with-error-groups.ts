import { expect } from 'vitest';
import { pool } from '@/lib/db/client';
import type { ProjectId } from '@/lib/domain/project';
import { raised } from './failure-cases';
import { LEAST, withIngest } from './with-ingest';

export const RAISING_LINE = 'raise ValidationError(f"Part {part[\'id\']} has no revision")';

export interface GroupRow {
  fingerprint: string;
  action_key: string | null;
  exception_type: string | null;
  message_template: string;
  frame: string | null;
  first_execution_id: string;
  state: string;
  state_by: string | null;
}

/** A failure as the recorder sends it; any two of them are alike. */
export function failedPart(part: number, more: object = {}) {
  const { validationMessage, stderr } = raised(
    `ValidationError: Part ${part} has no revision`,
    `<module>: ${RAISING_LINE}`,
  );
  return {
    ...LEAST,
    id: `part-${part}`,
    target_record_id: String(part),
    actions: ['check_part', 'log_part'],
    raised_action: 'check_part',
    validation_message: validationMessage,
    output: { stdout: '', stderr, exit_code: 1, outcome: 'rejected' },
    ...more,
  };
}

/** Ingest with a look at the groups that it makes. */
export function withErrorGroups() {
  const ingest = withIngest();
  const groupsOf = async (project: ProjectId): Promise<GroupRow[]> => {
    const { rows } = await pool().query(
      'SELECT * FROM runlens.error_groups WHERE project_id = $1 ORDER BY first_execution_id',
      [project],
    );
    return rows;
  };
  return {
    ...ingest,
    groupsOf,
    onlyGroup: async (project: ProjectId): Promise<GroupRow> => {
      const groups = await groupsOf(project);
      expect(groups).toHaveLength(1);
      return groups[0] as GroupRow;
    },
    /** At a moment at which an execution of the next minute is not from the future. */
    sendLater: (project: ProjectId, ...items: object[]) =>
      ingest.sendBody(
        project,
        items.map((item) => JSON.stringify(item)).join('\n'),
        new Date(Date.now() + 120_000),
      ),
  };
}

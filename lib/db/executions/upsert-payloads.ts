import type { PoolClient } from 'pg';
import type { ProjectId } from '@/lib/domain/project';
import type { StoredItem } from './stored-item';
import { textArray } from './text-array';

const COLUMNS = ['output_text', 'validation_message', 'actions_text', 'trigger_text'] as const;
/** A text and what was made of it belong together. */
const CONTEXT = ['context_text', 'context', 'context_bytes'] as const;
const ATTRIBUTES = ['attributes_text', 'attributes'] as const;
/** Of the parameters after the project, in the order of `valuesOf`. */
const TYPES = 'uuid text boolean int text text text text text boolean text'.split(' ');

type Order = 'later' | 'late';

function statement(order: Order): string {
  // The message is at least as far along as what is stored, or it came late and only fills gaps.
  const [winner, other] = order === 'later' ? ['excluded', 'p'] : ['p', 'excluded'];
  const together = (columns: readonly string[], text: string) =>
    columns.map(
      (column) =>
        `${column} = CASE WHEN ${winner}.${text} IS NULL THEN ${other}.${column} ELSE ${winner}.${column} END`,
    );
  const sets = [
    ...COLUMNS.map((column) => `${column} = coalesce(${winner}.${column}, ${other}.${column})`),
    ...together(CONTEXT, 'context_text'),
    // The attributes of both messages were put together before: see mergeAttributes.
    ...ATTRIBUTES.map((column) => `${column} = coalesce(excluded.${column}, p.${column})`),
    `alterations = CASE WHEN p.alterations @> excluded.alterations OR excluded.alterations IS NULL
      THEN p.alterations ELSE coalesce(p.alterations, '[]') || excluded.alterations END`,
  ];
  return `
    INSERT INTO runlens.execution_payloads AS p (project_id, execution_id, context_text, context,
      context_bytes, ${COLUMNS.join(', ')}, attributes_text, attributes, alterations)
    SELECT $1::int, u.id, u.context_text, CASE WHEN u.context_ok THEN u.context_text::jsonb END,
      u.context_bytes, ${COLUMNS.map((column) => `u.${column}`).join(', ')}, u.attributes_text,
      CASE WHEN u.attributes_ok THEN u.attributes_text::jsonb END, u.alterations::jsonb
    FROM unnest(${TYPES.map((type, index) => `$${index + 2}::${type}[]`).join(', ')})
    AS u (id, context_text, context_ok, context_bytes, ${COLUMNS.join(', ')}, attributes_text,
      attributes_ok, alterations)
    ON CONFLICT (project_id, execution_id) DO UPDATE SET ${sets.join(', ')}`;
}

const STATEMENTS = { later: statement('later'), late: statement('late') };

export interface PayloadItem extends StoredItem {
  attributesText: string | null;
}

export async function upsertPayloads(
  client: PoolClient,
  projectId: ProjectId,
  items: readonly PayloadItem[],
  order: Order,
): Promise<void> {
  const filled = items.filter(hasPayload);
  if (filled.length === 0) return;
  const rows = filled.map(valuesOf);
  const lists = await Promise.all(
    TYPES.map((type, column) => {
      const values = rows.map((row) => row[column] ?? null);
      return type === 'text' ? textArray(values as (string | null)[]) : values;
    }),
  );
  await client.query(STATEMENTS[order], [projectId, ...lists]);
}

function valuesOf(item: PayloadItem): (string | number | boolean | null)[] {
  const { execution: x, alterations } = item;
  return [
    item.id,
    x.contextText,
    item.contextSearchable,
    x.contextBytes,
    x.outputText,
    x.validationMessage,
    x.actionsText,
    x.triggerText,
    item.attributesText,
    item.attributesSearchable,
    alterations.length > 0 ? JSON.stringify(alterations) : null,
  ];
}

function hasPayload({ execution: x, attributesText, alterations }: PayloadItem): boolean {
  const texts = [x.contextText, x.outputText, x.actionsText, x.triggerText, attributesText];
  return (
    texts.some((text) => text !== null) || x.validationMessage !== null || alterations.length > 0
  );
}

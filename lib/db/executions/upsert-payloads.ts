import type { PoolClient } from 'pg';
import type { ProjectId } from '@/lib/domain/project';
import type { StoredItem } from './stored-item';

const COLUMNS = ['output_text', 'validation_message', 'actions_text', 'trigger_text'] as const;
/** A text and what was made of it belong together. */
const CONTEXT = ['context_text', 'context', 'context_bytes'] as const;
const ATTRIBUTES = ['attributes_text', 'attributes'] as const;

function statement(winner: 'excluded' | 'p', other: 'excluded' | 'p'): string {
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
      CASE WHEN u.attributes_ok THEN u.attributes_text::jsonb END, u.alterations
    FROM unnest($2::uuid[], $3::text[], $4::boolean[], $5::int[], $6::text[], $7::text[], $8::text[],
      $9::text[], $10::text[], $11::boolean[], $12::jsonb[])
    AS u (id, context_text, context_ok, context_bytes, ${COLUMNS.join(', ')}, attributes_text,
      attributes_ok, alterations)
    ON CONFLICT (project_id, execution_id) DO UPDATE SET ${sets.join(', ')}`;
}

/** The message is at least as far along as what is stored: what it holds counts. */
const LATER = statement('excluded', 'p');
/** The message came late: it only fills what is open. */
const LATE = statement('p', 'excluded');

export interface PayloadItem extends StoredItem {
  attributesText: string | null;
}

export async function upsertPayloads(
  client: PoolClient,
  projectId: ProjectId,
  items: readonly PayloadItem[],
  order: 'later' | 'late',
): Promise<void> {
  const filled = items.filter(hasPayload);
  if (filled.length === 0) return;
  const rows = filled.map((item) => ({ item, x: item.execution }));
  await client.query(order === 'later' ? LATER : LATE, [
    projectId,
    rows.map(({ item }) => item.id),
    rows.map(({ x }) => x.contextText),
    rows.map(({ item }) => item.contextSearchable),
    rows.map(({ x }) => x.contextBytes),
    rows.map(({ x }) => x.outputText),
    rows.map(({ x }) => x.validationMessage),
    rows.map(({ x }) => x.actionsText),
    rows.map(({ x }) => x.triggerText),
    rows.map(({ item }) => item.attributesText),
    rows.map(({ item }) => item.attributesSearchable),
    rows.map(({ item }) => (item.alterations.length > 0 ? JSON.stringify(item.alterations) : null)),
  ]);
}

function hasPayload({ execution: x, attributesText, alterations }: PayloadItem): boolean {
  const texts = [x.contextText, x.outputText, x.actionsText, x.triggerText, attributesText];
  return (
    texts.some((text) => text !== null) || x.validationMessage !== null || alterations.length > 0
  );
}

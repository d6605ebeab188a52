/** Column names with their types, in the order of the parameters after project, ids and seqs. */
export type ChildColumns = Readonly<Record<string, string>>;

/**
 * The upsert of children: a later message changes what it holds and keeps the rest, a late one only
 * adds children that are not there.
 */
export function childStatement(
  table: 'execution_steps' | 'execution_entries',
  types: ChildColumns,
  order: 'later' | 'late',
): string {
  const columns = Object.keys(types);
  const arrays = columns.map((column, index) => `$${index + 4}::${types[column]}[]`);
  const sets = columns.map((column) => `${column} = coalesce(excluded.${column}, c.${column})`);
  const row = (prefix: string) => columns.map((column) => `${prefix}.${column}`).join(', ');
  return `
    INSERT INTO runlens.${table} AS c (project_id, execution_id, seq, ${columns.join(', ')})
    SELECT $1::int, u.id, u.seq, ${row('u')}
    FROM unnest($2::uuid[], $3::int[], ${arrays.join(', ')}) AS u (id, seq, ${columns.join(', ')})
    ON CONFLICT (project_id, execution_id, seq) ${
      order === 'late'
        ? 'DO NOTHING'
        : `DO UPDATE SET ${sets.join(', ')} WHERE (${row('c')}) IS DISTINCT FROM (${row('excluded')})`
    }`;
}

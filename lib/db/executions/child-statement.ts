/** Column names with their types, in the order of the parameters after project, ids and seqs. */
export type ChildColumns = Readonly<Record<string, string>>;

/**
 * The upsert of children: a later message changes what it holds and keeps the rest, a late one only
 * adds children that are not there. `stamp` is a whole number that is written with what is new or
 * changed; its parameter comes last.
 */
export function childStatement(
  table: 'execution_steps' | 'execution_entries',
  types: ChildColumns,
  order: 'later' | 'late',
  stamp?: string,
): string {
  const columns = Object.keys(types);
  const all = stamp ? [...columns, stamp] : columns;
  const arrays = all.map((column, index) => `$${index + 4}::${types[column] ?? 'int'}[]`);
  const sets = columns.map((column) => `${column} = coalesce(excluded.${column}, c.${column})`);
  if (stamp) sets.push(`${stamp} = excluded.${stamp}`);
  const row = (prefix: string) => columns.map((column) => `${prefix}.${column}`).join(', ');
  const merged = columns.map((column) => `coalesce(excluded.${column}, c.${column})`).join(', ');
  return `
    INSERT INTO runlens.${table} AS c (project_id, execution_id, seq, ${all.join(', ')})
    SELECT $1::int, u.id, u.seq, ${all.map((column) => `u.${column}`).join(', ')}
    FROM unnest($2::uuid[], $3::int[], ${arrays.join(', ')}) AS u (id, seq, ${all.join(', ')})
    ON CONFLICT (project_id, execution_id, seq) ${
      order === 'late'
        ? 'DO NOTHING'
        : `DO UPDATE SET ${sets.join(', ')} WHERE (${row('c')}) IS DISTINCT FROM (${merged})`
    }`;
}

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { withTestDatabase } from '@/lib/testing/with-test-database';
import { splitSql } from './split-sql';

/** What a distributed engine would shard, by the column that it would shard on. */
const SHARDED: Record<string, string> = {
  executions: 'id',
  execution_payloads: 'execution_id',
  execution_steps: 'execution_id',
  execution_entries: 'execution_id',
  execution_verdicts: 'execution_id',
  execution_attempts: 'execution_id',
};

/** Stays on one node. A new table is put here or above, knowingly. */
const LOCAL = [
  'action_runners',
  'action_throttles',
  'action_versions',
  'actions',
  'api_keys',
  'code_versions',
  'default_views',
  'error_groups',
  'feed',
  'frozen_selection_parts',
  'frozen_selections',
  'key_minutes',
  'pinned_cases',
  'projects',
  'promoted_paths',
  'rollup_days',
  'rollup_deltas',
  'rollup_quarters',
  'runs',
  'saved_views',
  'sessions',
  'settings',
  'sign_in_tokens',
  'users',
  'workers',
];

const { list } = withTestDatabase();

const sharded = Object.entries(SHARDED);
const tables = Object.keys(SHARDED).map((name) => `runlens.${name}`);

describe('the schema', () => {
  it('holds only tables that are known as sharded or local', async () => {
    const there = await list(
      `select relname as text from pg_class where relnamespace = 'runlens'::regnamespace
       and relkind in ('r', 'p') and not relispartition`,
    );
    expect(there).toEqual([...Object.keys(SHARDED), ...LOCAL].sort());
  });

  it('keeps application tables out of public', async () => {
    expect(
      await list(`select tablename::text as text from pg_tables where schemaname = 'public'`),
    ).toEqual(['_prisma_migrations']);
  });

  it.each(sharded)(
    'partitions %s by range of %s, without a default partition',
    async (table, column) => {
      expect(
        await list(
          `select pg_get_partkeydef(partrelid) || ' ' || partdefid as text from pg_partitioned_table
         where partrelid = to_regclass($1)`,
          [`runlens.${table}`],
        ),
      ).toEqual([`RANGE (${column}) 0`]);
      expect(
        await list(
          `select format_type(atttypid, atttypmod) as text from pg_attribute where attrelid = to_regclass($1) and attname = $2`,
          [`runlens.${table}`, column],
        ),
      ).toEqual(['uuid']);
    },
  );

  it.each(sharded)('has the id in every unique index of %s', async (table, column) => {
    expect(
      await list(
        `select indexrelid::regclass::text as text from pg_index i where indrelid = to_regclass($1) and indisunique
         and not exists (select from pg_attribute where attrelid = i.indrelid and attname = $2 and attnum = any (i.indkey))`,
        [`runlens.${table}`, column],
      ),
    ).toEqual([]);
  });

  it('has no identity, and no sequence in a sharded table', async () => {
    expect(
      await list(
        `select attrelid::regclass || '.' || attname as text from pg_attribute join pg_class c on c.oid = attrelid
         where relnamespace = 'runlens'::regnamespace and attidentity <> ''`,
      ),
    ).toEqual([]);
    expect(
      await list(
        `select adrelid::regclass::text as text from pg_attrdef where adrelid = any ($1::regclass[])
         and pg_get_expr(adbin, adrelid) like '%nextval%'`,
        [tables],
      ),
    ).toEqual([]);
  });

  it('has neither trigger, rule, exclusion nor foreign key on a sharded table', async () => {
    expect(
      await list(
        `select tgname::text as text from pg_trigger where tgrelid = any ($1::regclass[])
         union all select rulename from pg_rewrite where ev_class = any ($1::regclass[])
         union all select conname from pg_constraint where contype in ('f', 'x')
           and (conrelid = any ($1::regclass[]) or confrelid = any ($1::regclass[]))`,
        [tables],
      ),
    ).toEqual([]);
  });
});

describe('the migrations', () => {
  const folder = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));
  const statements = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) =>
      splitSql(readFileSync(`${folder}/${name}/migration.sql`, 'utf8')).map((sql) => ({
        name,
        sql: sql
          .replace(/--[^\n]*\n/g, '')
          .replace(/\s+/g, ' ')
          .toLowerCase(),
      })),
    );
  const offending = (pattern: RegExp) =>
    statements.filter(({ sql }) => pattern.test(sql)).map(({ sql }) => sql);

  it.each([
    ['drop several indexes in one command', /^drop index [^,]+,/],
    [
      'add a column with a constraint inline',
      /add column [^,;]*\b(check|unique|references|primary key)\b/,
    ],
    ['set statistics or storage', /\bset (statistics|storage)\b/],
    ['detach concurrently', /\bdetach partition \S+ concurrently\b/],
    ['name an identity column', /\bgenerated (always|by default) as identity\b/],
  ])('never %s', (_what, pattern) => {
    expect(offending(pattern)).toEqual([]);
  });

  it('name every constraint', () => {
    const unnamed = statements
      .filter(({ sql }) => /^(create|alter) table/.test(sql))
      .filter(({ sql }) => {
        const constraints =
          sql.match(/\b(primary key|unique|references|foreign key|check \()/g) ?? [];
        const references = sql.match(/\bforeign key [^,]*references/g) ?? [];
        const names = sql.match(/\bconstraint \w+/g) ?? [];
        return constraints.length - references.length !== names.length;
      });
    expect(unnamed.map(({ sql }) => sql)).toEqual([]);
  });
});

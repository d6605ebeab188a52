import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parsePrismaSchema } from '@/lib/testing/parse-prisma-schema';
import { withTestDatabase } from '@/lib/testing/with-test-database';
import { migrate } from './migrate';

const root = fileURLToPath(new URL('../..', import.meta.url));
const models = parsePrismaSchema(readFileSync(join(root, 'prisma/schema.prisma'), 'utf8'));

const { list, query, url } = withTestDatabase();

describe('schema.prisma and the migrated database', () => {
  it.each(models.map((model) => [model.name, model] as const))(
    'agree on %s',
    async (name, model) => {
      const table = `runlens.${name}`;
      expect({
        columns: await list(
          `select attname || ' ' || format_type(atttypid, atttypmod) || case when attnotnull then ' not null' else '' end
           || case when atthasdef then ' default' else '' end as text
         from pg_attribute where attrelid = to_regclass($1) and attnum > 0 and not attisdropped`,
          [table],
        ),
        primaryKey: await list(
          `select string_agg(a.attname, ',' order by k.place) as text from pg_index i, unnest(i.indkey) with ordinality k (attnum, place)
         join pg_attribute a on a.attnum = k.attnum
         where i.indrelid = to_regclass($1) and a.attrelid = i.indrelid and i.indisprimary`,
          [table],
        ),
        indexes: await list(
          `select c.relname || ': ' || case when indisunique then 'unique ' else '' end
           || regexp_replace(pg_get_indexdef(indexrelid), '^.* USING | (WITH \\(|WHERE ).*$', '', 'g') as text
         from pg_index join pg_class c on c.oid = indexrelid
         where indrelid = to_regclass($1) and not indisprimary`,
          [table],
        ),
        foreignKeys: await list(
          `select a.attname || ' -> ' || r.relname || ' (' || b.attname || ') on delete '
           || (case confdeltype when 'c' then 'Cascade' when 'n' then 'SetNull' when 'r' then 'Restrict' else 'NoAction' end) as text
         from pg_constraint c join pg_class r on r.oid = confrelid
         join pg_attribute a on a.attrelid = conrelid and a.attnum = conkey[1]
         join pg_attribute b on b.attrelid = confrelid and b.attnum = confkey[1]
         where contype = 'f' and conrelid = to_regclass($1)`,
          [table],
        ),
      }).toEqual({
        columns: model.columns,
        primaryKey: [model.primaryKey.join(',')],
        indexes: model.indexes,
        foreignKeys: model.foreignKeys,
      });
    },
  );

  it('know the same tables', async () => {
    const tables = await list(
      `select relname as text from pg_class where relnamespace = 'runlens'::regnamespace
       and relkind in ('r', 'p') and not relispartition`,
    );
    expect(tables).toEqual(models.map(({ name }) => name).sort());
  });
});

describe('migrate', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'runlens-migrations-'));
    cpSync(join(root, 'prisma/migrations'), folder, { recursive: true });
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  function write(name: string, sql: string): void {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, 'migration.sql'), sql);
  }

  const run = () => migrate({ databaseUrl: url(), folder });

  it('has nothing to do a second time', async () => {
    expect(await run()).toEqual([]);
  });

  it('applies what is new, once, when several start together', async () => {
    write('9001_more', 'create table runlens.more (id int); insert into runlens.more values (1);');
    const applied = await Promise.all([run(), run(), run()]);
    expect(applied.flat()).toEqual(['9001_more']);
    expect(await list('select id::text as text from runlens.more')).toEqual(['1']);
  });

  it('writes what Prisma would write', async () => {
    const [row] = await query(
      `select * from public._prisma_migrations where migration_name = '9001_more'`,
    );
    expect(row).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      checksum: expect.stringMatching(/^[0-9a-f]{64}$/),
      finished_at: expect.any(Date),
      rolled_back_at: null,
      logs: null,
      applied_steps_count: 1,
    });
  });

  it('leaves nothing behind when a statement fails', async () => {
    write('9002_broken', 'create table runlens.half (id int); select 1 / 0;');
    await expect(run()).rejects.toThrow(
      'the migration 9002_broken failed and was undone: division by zero',
    );
    expect(
      await list(`select 'there' as text where to_regclass('runlens.half') is not null`),
    ).toEqual([]);
    rmSync(join(folder, '9002_broken'), { recursive: true });
  });

  it('refuses a migration that was changed after it was applied', async () => {
    write('9001_more', 'create table runlens.more (id bigint);');
    await expect(run()).rejects.toThrow('9001_more was applied with another content');
  });

  it('refuses a database that is newer than the code', async () => {
    rmSync(join(folder, '9001_more'), { recursive: true });
    await expect(run()).rejects.toThrow(
      'the database is newer than this Runlens: it has the migration 9001_more',
    );
  });
});

import { defineConfig } from 'prisma/config';

// Only `prisma generate` and `prisma validate` are used, and neither runs the schema engine; naming
// any executable here keeps the CLI from downloading one. Migrations are applied by lib/db/migrate.ts.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
process.env.CHECKPOINT_DISABLE ??= '1';

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://127.0.0.1/runlens' },
});

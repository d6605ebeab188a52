import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const WITH_DATABASE = '**/*.db.test.ts';

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  test: {
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'database',
          include: [`{bin,lib,prisma}/${WITH_DATABASE}`],
          globalSetup: ['lib/testing/global-setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'plain',
          include: ['{app,bin,clients,components,lib,prisma}/**/*.test.{ts,tsx}'],
          exclude: [WITH_DATABASE],
          // Their modules are loaded once, which takes as long as they do. None may replace a module (vi.mock).
          isolate: false,
        },
      },
    ],
  },
});

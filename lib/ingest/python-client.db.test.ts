import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { POST } from '@/app/api/v1/executions/route';
import { hashSecretToken } from '@/lib/auth/secret-token';
import { createApiKey } from '@/lib/db/accounts/create-api-key';
import { createProject } from '@/lib/db/projects/create-project';
import { LEVELS } from '@/lib/domain/level';
import { verdictOfCode } from '@/lib/domain/verdict';
import { findPythons } from '@/lib/testing/pythons';
import { serveRoutes } from '@/lib/testing/serve-routes';
import { withIngest } from '@/lib/testing/with-ingest';

const { childrenOf, rowsOf } = withIngest();
const run = promisify(execFile);
const client = fileURLToPath(new URL('../../clients/python', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'python-client-'));
let server: Awaited<ReturnType<typeof serveRoutes>>;
beforeAll(async () => {
  server = await serveRoutes({ '/api/v1/executions': POST });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

it.each(findPythons())(
  'has what the example of the client sent with Python $minor',
  async (python) => {
    const slug = `python-${python.minor.replace('.', '-')}`;
    const { id: project } = await createProject(slug, slug);
    const key = randomBytes(16).toString('hex');
    await createApiKey(project, { name: 'k', prefix: 'k', keySha256: hashSecretToken(key) });
    const spool = join(folder, slug);
    const { stdout, stderr } = await run(python.path, [join(client, 'example.py')], {
      env: {
        ...process.env,
        RUNLENS_URL: server.url,
        RUNLENS_API_KEY: key,
        RUNLENS_SPOOL_DIR: spool,
        RUNLENS_TIMEOUT: '60',
      },
    });
    expect(stderr).toBe('');
    const [refused, id] = stdout.trim().split('\n');
    expect(refused).toBe('refused: Part 36 has a quantity of -1');
    expect(readdirSync(spool).filter((name) => name.endsWith('.gz'))).toEqual([]);

    const rows = await rowsOf(project);
    expect(rows).toHaveLength(2);
    const nightly = rows.find((row) => row.external_id === id);
    const check = rows.find((row) => row.external_id !== id);
    expect(nightly).toMatchObject({
      event: 'SYNC',
      target: 'STOCK',
      triggered_by: 'cron',
      environment: 'production',
      action_keys: ['nightly', 'check_part'],
      attributes: { parts: 2 },
      context: {
        parts: [
          { id: 34, quantity: 5 },
          { id: 35, quantity: 0 },
        ],
      },
      step_count: 4,
      warning_count: 1,
      alterations: null,
    });
    expect(JSON.parse(nightly.output_text)).toMatchObject({
      recorded: false,
      result: { in_stock: 1 },
    });
    expect(check).toMatchObject({
      event: 'UPDATE',
      target: 'PART',
      target_record_id: '36',
      raised_action: 'check_part',
      message: 'ValueError: Part 36 has a quantity of -1',
      language: 'python',
    });
    // A function of a program is code with a result, but no recording.
    expect(check.code_sha256).not.toBeNull();
    expect(verdictOfCode(check.reproducibility)).toBe('not_recorded');

    const steps = await childrenOf(project, 'execution_steps');
    expect(steps.map(({ seq, name, connector }) => [seq, name, connector])).toEqual([
      [1, 'Read parts', 'database'],
      [2, 'check_part', 'action'],
      [3, 'check_part', 'action'],
      [4, 'Order parts', 'http'],
    ]);
    const entries = await childrenOf(project, 'execution_entries');
    expect(
      entries.map(({ seq, level, event, message }) => [seq, LEVELS[level], event, message]),
    ).toEqual([
      [1, 'info', 'rows_read', 'read 2 parts'],
      [2, 'warning', 'stock', 'part 35 is sold out'],
    ]);
  },
);

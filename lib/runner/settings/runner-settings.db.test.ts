import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { disconnect, pool } from '@/lib/db/client';
import type { AppError } from '@/lib/domain/app-error';
import type { ProjectId } from '@/lib/domain/project';
import { OLD_SECRET_MS, type RunnerSettings, UNSET_RUNNER } from '@/lib/domain/runner-settings';
import { withTestDatabase } from '@/lib/testing/with-test-database';
import type { RunJob } from '../executor';
import { findWebhookTarget } from '../webhook/find-webhook-target';
import { readRunner } from './read-runner';
import { replaceWebhookSecret } from './replace-webhook-secret';
import { saveRunner } from './save-runner';

const folder = mkdtempSync(join(tmpdir(), 'runlens-runner-'));
vi.stubEnv('RUNLENS_DATA_DIR', folder);

withTestDatabase();
afterAll(disconnect);
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

let last = 0;
const newProject = () => {
  last += 1;
  return last as ProjectId;
};

const HOOK: RunnerSettings = {
  ...UNSET_RUNNER,
  executor: 'webhook',
  webhookUrl: 'https://hooks.example/run',
};

const target = (projectId: ProjectId, actionKey: string | null) =>
  findWebhookTarget({ projectId, actionKey } as RunJob);

const refusal = (run: Promise<unknown>): Promise<AppError> =>
  run.then(
    () => Promise.reject(new Error('it was taken')),
    (error) => error,
  );

describe('who runs the retries of an action', () => {
  it('is said by the action, else by the project, else by the server', async () => {
    const project = newProject();
    await saveRunner(project, '', { ...UNSET_RUNNER, executor: 'sandbox' }, 'ana');
    await saveRunner(project, 'check', { ...UNSET_RUNNER, throttle: true }, 'ana');
    expect(await readRunner(project, 'check')).toMatchObject({
      own: { executor: 'off', throttle: true, hasSecret: false, updatedBy: 'ana' },
      inherited: { choice: 'sandbox', from: 'project' },
    });
    await saveRunner(project, 'check', null, 'ana');
    expect(await readRunner(project, 'check')).toMatchObject({ own: null });
    expect(await readRunner(project, '')).toMatchObject({
      own: { executor: 'sandbox' },
      inherited: { choice: 'off', from: 'server' },
    });
  });
});

describe('the secret of a webhook', () => {
  it('is made with it, told once, and signs what goes there', async () => {
    const project = newProject();
    const { secret } = await saveRunner(project, 'check', HOOK, 'ana');
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(await saveRunner(project, 'check', HOOK, 'ana')).toEqual({ secret: null });
    expect(await target(project, 'check')).toEqual({
      url: 'https://hooks.example/run',
      secrets: [secret],
    });
    expect(await target(project, 'other')).toBeNull();
    expect(JSON.stringify(await readRunner(project, 'check'))).not.toMatch(/whsec|v1\./);
    const { rows } = await pool().query(
      'SELECT * FROM runlens.action_runners WHERE project_id = $1',
      [project],
    );
    expect(JSON.stringify(rows)).not.toContain(secret?.slice(6));
  });

  it('of the project signs what has no webhook of its own', async () => {
    const project = newProject();
    const { secret } = await saveRunner(project, '', HOOK, 'ana');
    expect((await target(project, 'check'))?.secrets).toEqual([secret]);
    expect((await target(project, null))?.secrets).toEqual([secret]);
  });

  it('is replaced while the old one goes on for a day', async () => {
    const project = newProject();
    const { secret: first } = await saveRunner(project, 'check', HOOK, 'ana');
    const second = await replaceWebhookSecret(project, 'check');
    expect((await target(project, 'check'))?.secrets).toEqual([second, first]);
    const third = await replaceWebhookSecret(project, 'check');
    expect((await target(project, 'check'))?.secrets).toEqual([third, second]);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + OLD_SECRET_MS + 1 });
    expect((await target(project, 'check'))?.secrets).toEqual([third]);
    vi.useRealTimers();
  });

  it('cannot be carried to other settings', async () => {
    const [project, other] = [newProject(), newProject()];
    await saveRunner(project, 'check', HOOK, 'ana');
    await saveRunner(other, 'check', HOOK, 'ana');
    await pool().query(
      `UPDATE runlens.action_runners a SET webhook_secret = b.webhook_secret
       FROM runlens.action_runners b WHERE a.project_id = $1 AND b.project_id = $2`,
      [other, project],
    );
    await expect(target(other, 'check')).rejects.toThrow('belongs to another place');
    // A new one can be made all the same.
    const secret = await replaceWebhookSecret(other, 'check');
    expect((await target(other, 'check'))?.secrets).toEqual([secret]);
  });

  it('is replaced by one of two who do it at once', async () => {
    const project = newProject();
    await saveRunner(project, 'check', HOOK, 'ana');
    const both = await Promise.allSettled([
      replaceWebhookSecret(project, 'check'),
      replaceWebhookSecret(project, 'check'),
    ]);
    const made = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(made.length).toBeGreaterThan(0);
    expect(made).toContain((await target(project, 'check'))?.secrets[0]);
  });

  it('is of a webhook only', async () => {
    const project = newProject();
    expect((await refusal(replaceWebhookSecret(project, 'check'))).code).toBe('not_found');
  });
});

it.each([
  [null, 'needs a URL'],
  ['hooks.example', 'has to start with'],
  ['file:///etc/passwd', 'has to start with'],
  ['https://ana:word@hooks.example/', 'without a name and a password'],
  ['http://127.0.0.1:3000/', 'not on the public Internet'],
  ['http://[::ffff:10.0.0.1]/', 'not on the public Internet'],
  ['http://169.254.169.254/', 'no webhook may reach'],
])('refuses the URL %s', async (webhookUrl, words) => {
  const project = newProject();
  const error = await refusal(saveRunner(project, 'check', { ...HOOK, webhookUrl }, 'ana'));
  expect(error.code).toBe('invalid_input');
  expect(error.message).toContain(words);
  expect((await readRunner(project, 'check')).own).toBeNull();
});

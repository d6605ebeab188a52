import { describe, expect, it } from 'vitest';
import { pool } from '@/lib/db/client';
import { failedPart, withErrorGroups } from '@/lib/testing/with-error-groups';
import { setErrorGroupState } from './set-error-group-state';

const { newProject, onlyGroup, send, sendLater } = withErrorGroups();

describe('a group that was resolved', () => {
  const at = (ms: number) => ({ created_at: new Date(ms).toISOString() });

  async function resolved() {
    const project = newProject();
    await send(project, failedPart(1));
    const { fingerprint } = await onlyGroup(project);
    const changes = await setErrorGroupState(project, [fingerprint], 'resolved', 'Ana');
    expect(changes).toEqual([{ fingerprint, state: 'resolved' }]);
    expect(await onlyGroup(project)).toMatchObject({ state: 'resolved', state_by: 'Ana' });
    return { project, fingerprint };
  }

  it('comes back with an execution that was created after that', async () => {
    const { project } = await resolved();
    await send(project, failedPart(2));
    expect(await onlyGroup(project)).toMatchObject({ state: 'resolved' });
    await sendLater(project, failedPart(3, at(Date.now() + 60_000)));
    expect(await onlyGroup(project)).toMatchObject({ state: 'reopened', state_by: null });
  });

  it('comes back by a failure that is told in several messages', async () => {
    const { project } = await resolved();
    const later = failedPart(3, at(Date.now() + 60_000));
    await sendLater(project, { ...later, status: 'running', validation_message: undefined });
    expect(await onlyGroup(project)).toMatchObject({ state: 'resolved' });
    await sendLater(project, { ...later, output: undefined });
    expect(await onlyGroup(project)).toMatchObject({ state: 'reopened' });
  });

  it('comes back by a message that is sent again, when the process ended before it could say so', async () => {
    const { project, fingerprint } = await resolved();
    const later = failedPart(3, at(Date.now() + 60_000));
    await sendLater(project, later);
    await pool().query(
      `UPDATE runlens.error_groups SET state = 'resolved' WHERE project_id = $1 AND fingerprint = $2`,
      [project, fingerprint],
    );
    await pool().query(`UPDATE runlens.error_groups SET state_at = now() WHERE project_id = $1`, [
      project,
    ]);
    expect(await sendLater(project, later)).toMatchObject({ duplicates: 1 });
    expect(await onlyGroup(project)).toMatchObject({ state: 'reopened' });
  });

  it('is open at once when it has come back while it was being resolved', async () => {
    const project = newProject();
    await sendLater(project, failedPart(1, at(Date.now() + 60_000)));
    const { fingerprint } = await onlyGroup(project);
    const changes = await setErrorGroupState(project, [fingerprint], 'resolved', 'Ana');
    expect(changes).toEqual([{ fingerprint, state: 'reopened' }]);
  });

  it.each(['ignored', 'open'] as const)('stays as it is when it is %s', async (state) => {
    const { project, fingerprint } = await resolved();
    await setErrorGroupState(project, [fingerprint], state, 'Ana');
    await sendLater(project, failedPart(3, at(Date.now() + 60_000)));
    expect(await onlyGroup(project)).toMatchObject({ state, state_by: 'Ana' });
  });

  it('is never missed, whoever of two is first', async () => {
    for (let round = 0; round < 15; round += 1) {
      const project = newProject();
      await send(project, failedPart(1));
      const { fingerprint } = await onlyGroup(project);
      // In the future of the resolving, so that it must come back in whatever order both are done.
      await Promise.all([
        sendLater(project, failedPart(2, at(Date.now() + 60_000))),
        setErrorGroupState(project, [fingerprint], 'resolved', 'Ana'),
      ]);
      expect(await onlyGroup(project)).toMatchObject({ state: 'reopened' });
    }
  });

  it('is not another project’s', async () => {
    const { project, fingerprint } = await resolved();
    const other = newProject();
    expect(await setErrorGroupState(other, [fingerprint], 'open', 'Eve')).toEqual([]);
    await sendLater(other, failedPart(9, at(Date.now() + 60_000)));
    expect(await onlyGroup(project)).toMatchObject({ state: 'resolved' });
  });
});

import { describe, expect, it } from 'vitest';
import { failedPart, RAISING_LINE, withErrorGroups } from '@/lib/testing/with-error-groups';
import { LEAST, NOW } from '@/lib/testing/with-ingest';

const { groupsOf, newProject, onlyGroup, onlyRow, rowsOf, send } = withErrorGroups();

describe('a failure that comes in', () => {
  it('is in one group with all that failed alike', async () => {
    const project = newProject();
    await send(project, ...Array.from({ length: 50 }, (_, i) => failedPart(i + 1)));
    const group = await onlyGroup(project);
    expect(group).toMatchObject({
      action_key: 'check_part',
      exception_type: 'ValidationError',
      message_template: 'Part <…> has no revision',
      frame: `<module>: ${RAISING_LINE}`,
      state: 'open',
      state_by: null,
    });
    const rows = await rowsOf(project);
    expect(new Set(rows.map((row) => row.error_group))).toEqual(new Set([group.fingerprint]));
    expect(group.first_execution_id).toBe(rows.map(({ id }) => id).sort()[0]);
  });

  it('keeps the first execution of its group, whatever the order of arrival', async () => {
    const project = newProject();
    const at = (minute: number) => ({ created_at: `2026-11-20T09:0${minute}:00.000Z` });
    await send(project, failedPart(1, at(5)));
    await send(project, failedPart(2, at(7)));
    expect(await onlyGroup(project)).toMatchObject({
      first_execution_id: (await rowsOf(project))[0].id,
    });
    await send(project, failedPart(3, at(3)));
    expect(await onlyGroup(project)).toMatchObject({
      first_execution_id: (await rowsOf(project))[2].id,
    });
  });

  it.each(['success', 'running', 'queued', 'paused'])('has no group as %s', async (status) => {
    const project = newProject();
    await send(project, failedPart(1, { status }));
    expect(await onlyRow(project)).toMatchObject({ error_group: null });
    expect(await groupsOf(project)).toEqual([]);
  });

  it.each(['failed', 'rejected', 'partially_executed'])('has a group as %s', async (status) => {
    const project = newProject();
    await send(project, failedPart(1, { status }));
    const { fingerprint } = await onlyGroup(project);
    expect(await onlyRow(project)).toMatchObject({ error_group: fingerprint });
  });

  it('has no group when it says nothing', async () => {
    const project = newProject();
    await send(project, { ...LEAST });
    expect(await onlyRow(project)).toMatchObject({ error_group: null });
  });

  it('reads the statement in the code where the traceback has its first line only', async () => {
    const project = newProject();
    const code =
      'x = 1\nraise ValidationError(\n    f"{buyer} may not "\n    f"approve {order}"\n)\n';
    const stderr = (message: string) =>
      `Traceback (most recent call last):\n  File "<action>", line 2, in <module>\n    raise ValidationError(\nValidationError: ${message}\n`;
    const one = (id: number, message: string) => ({
      ...failedPart(id),
      code,
      validation_message: message,
      output: { stderr: stderr(message) },
    });
    await send(project, one(1, 'Ana may not approve PO 7'), one(2, 'Bo Li may not approve X'));
    expect(await onlyGroup(project)).toMatchObject({
      message_template: '<…> may not approve <…>',
    });
  });

  it('stands whatever a producer calls a failure', async () => {
    const project = newProject();
    const texts = [
      '\u0000',
      '\ud800',
      "'".repeat(5_000),
      '[{'.repeat(5_000),
      '<n>'.repeat(2_000),
      '𝔘'.repeat(700),
    ];
    const report = await send(
      project,
      ...texts.map((text, id) =>
        failedPart(id, { validation_message: text, output: { stderr: text } }),
      ),
    );
    expect(report).toMatchObject({ accepted: texts.length, rejected: [] });
    expect(await groupsOf(project)).toHaveLength(texts.length);
  });
});

describe('a failure in several messages', () => {
  const whole = failedPart(1);
  const { output, code = 'x = 1', ...bare } = whole as typeof whole & { code?: string };
  const running = { ...bare, status: 'running', validation_message: undefined, output, code };

  async function groupWhenSentWhole() {
    const project = newProject();
    await send(project, whole);
    return (await onlyRow(project)).error_group;
  }

  it('belongs where all of it says, in either order', async () => {
    const expected = await groupWhenSentWhole();
    for (const messages of [
      [running, bare],
      [bare, running],
    ]) {
      const project = newProject();
      for (const message of messages) await send(project, message);
      expect((await onlyRow(project)).error_group).toBe(expected);
      expect((await groupsOf(project)).map(({ fingerprint }) => fingerprint)).toContain(expected);
      const together = newProject();
      await send(together, ...messages);
      expect((await onlyRow(together)).error_group).toBe(expected);
    }
  });

  it('counts its record id from another message', async () => {
    const said = { ...LEAST, validation_message: 'Order Nord-Süd is locked', actions: ['a'] };
    const named = { ...LEAST, status: 'running', target_record_id: 'Nord-Süd' };
    const [project, other] = [newProject(), newProject()];
    await send(project, { ...said, id: 1 });
    await send(project, { ...named, id: 1 });
    await send(other, { ...said, id: 1, target_record_id: 'Nord-Süd' });
    const [row, expected] = [await onlyRow(project), await onlyRow(other)];
    expect(row.error_group).toBe(expected.error_group);
  });

  it('has no group once the last message is of a success', async () => {
    const project = newProject();
    await send(project, { ...running });
    await send(project, { ...bare, status: 'success' });
    expect(await onlyRow(project)).toMatchObject({ error_group: null });
  });

  it('is grouped by a large recording as by a small one', async () => {
    const project = newProject();
    const large = { ...output, stdout: 'x'.repeat(400_000) };
    await send(project, { ...running, output: large });
    await send(project, bare);
    expect((await onlyRow(project)).error_group).toBe(await groupWhenSentWhole());
  });
});

describe('two writers', () => {
  it('make one group of what they send at once, with the smallest id', async () => {
    const project = newProject();
    const batches = Array.from({ length: 6 }, (_, batch) =>
      Array.from({ length: 40 }, (_, i) =>
        failedPart(batch * 100 + i, {
          created_at: new Date(NOW.getTime() - (batch * 37 + i * 101) * 1_000).toISOString(),
          validation_message: `Part ${i} has no ${['revision', 'unit', 'owner'][i % 3]}`,
          output: undefined,
        }),
      ),
    );
    await Promise.all(batches.map((batch) => send(project, ...batch)));
    const groups = await groupsOf(project);
    expect(groups).toHaveLength(3);
    const rows = await rowsOf(project);
    for (const { fingerprint, first_execution_id } of groups) {
      const ids = rows.filter((row) => row.error_group === fingerprint).map(({ id }) => id);
      expect(first_execution_id).toBe(ids.sort()[0]);
    }
  });
});

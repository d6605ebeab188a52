import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import type { ProjectId } from '@/lib/domain/project';
import { withTestDatabase } from '@/lib/testing/with-test-database';
import { disconnect } from '../client';
import { createView } from './create-view';
import { deleteView } from './delete-view';
import { findDefaultView, findView } from './find-view';
import { listViews } from './list-views';
import { setDefaultView } from './set-default-view';
import { updateView } from './update-view';

withTestDatabase();
afterAll(disconnect);
const [ana, wei] = [randomUUID(), randomUUID()];
let lastProject = 0;

function newProject(): ProjectId {
  lastProject += 1;
  return lastProject as ProjectId;
}

const named = (name: string, isShared = false) => ({
  name,
  isShared,
  search: '?q=status:failed',
  columns: '-event',
});

const names = async (project: ProjectId, user: string) =>
  (await listViews(project, user)).map(
    ({ name, isMine }) => `${name}${isMine ? '' : ' of another'}`,
  );

test('private views are seen by their owner, shared ones by everybody in the project', async () => {
  const project = newProject();
  await createView(project, ana, named('mine'));
  await createView(project, ana, named('ours', true));
  await createView(project, wei, named('hers'));
  await createView(newProject(), ana, named('elsewhere', true));
  expect(await names(project, ana)).toEqual(['mine', 'ours']);
  expect(await names(project, wei)).toEqual(['hers', 'ours of another']);
});

test('a view is what was saved', async () => {
  const project = newProject();
  const made = await createView(project, ana, named('mine'));
  expect(await findView(project, ana, made.id)).toEqual(made);
  expect(made).toMatchObject({ ...named('mine'), isMine: true, isDefault: false });
});

test('a name is unique among the private views of a person and among the shared ones', async () => {
  const project = newProject();
  await createView(project, ana, named('failed'));
  await expect(createView(project, ana, named('FAILED'))).rejects.toMatchObject({
    code: 'conflict',
    message: 'You have a view named “FAILED” already: choose another name',
  });
  await createView(project, wei, named('failed'));
  const shared = await createView(project, ana, named('failed', true));
  await expect(createView(project, wei, named('failed', true))).rejects.toMatchObject({
    code: 'conflict',
    message: 'The project has a shared view named “failed” already: choose another name',
  });
  // Its own name is no conflict with itself, and wildcards of a pattern are letters here.
  await updateView(project, ana, shared.id, { name: 'Failed' });
  await createView(project, ana, named('f_iled'));
  await createView(project, ana, named('f%'));
});

test('two at once get one name, not two', async () => {
  const project = newProject();
  const both = await Promise.allSettled([
    createView(project, ana, named('race', true)),
    createView(project, wei, named('race', true)),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await names(project, ana)).toHaveLength(1);
});

test('only the owner touches a private view, and to another it is not there', async () => {
  const project = newProject();
  const { id } = await createView(project, ana, named('mine'));
  expect(await findView(project, wei, id)).toBeNull();
  await expect(updateView(project, wei, id, { name: 'x' })).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(deleteView(project, wei, id)).rejects.toMatchObject({ code: 'not_found' });
  await expect(deleteView(newProject(), ana, id)).rejects.toMatchObject({ code: 'not_found' });
  await deleteView(project, ana, id);
  expect(await findView(project, ana, id)).toBeNull();
});

test('a shared view is changed by anybody, and taken back only by its owner', async () => {
  const project = newProject();
  const { id } = await createView(project, ana, named('ours', true));
  await updateView(project, wei, id, { search: '?q=x', columns: '' });
  expect(await findView(project, ana, id)).toMatchObject({ search: '?q=x', columns: '' });
  await expect(updateView(project, wei, id, { isShared: false })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await updateView(project, ana, id, { isShared: false });
  expect(await findView(project, wei, id)).toBeNull();
});

test('to share a view under a name that the project has is a conflict', async () => {
  const project = newProject();
  await createView(project, wei, named('ours', true));
  const { id } = await createView(project, ana, named('ours'));
  await expect(updateView(project, ana, id, { isShared: true })).rejects.toMatchObject({
    code: 'conflict',
  });
});

test('a default is of one person, and goes with its view', async () => {
  const project = newProject();
  const first = await createView(project, ana, named('first', true));
  const second = await createView(project, ana, named('second'));
  await setDefaultView(project, ana, first.id);
  await setDefaultView(project, ana, second.id);
  await setDefaultView(project, wei, first.id);
  expect(await findDefaultView(project, ana)).toMatchObject({ name: 'second', isDefault: true });
  expect(await findDefaultView(project, wei)).toMatchObject({ name: 'first', isMine: false });
  await deleteView(project, wei, first.id);
  expect(await findDefaultView(project, wei)).toBeNull();
  await setDefaultView(project, ana, null);
  expect(await findDefaultView(project, ana)).toBeNull();
});

test('a default that is shared no more opens for nobody else', async () => {
  const project = newProject();
  const { id } = await createView(project, ana, named('ours', true));
  await setDefaultView(project, wei, id);
  await updateView(project, ana, id, { isShared: false });
  expect(await findDefaultView(project, wei)).toBeNull();
});

import type { Project } from '@/lib/domain/project';
import { findSetting } from '../settings/find-setting';
import { saveSetting } from '../settings/save-setting';
import { createProject } from './create-project';
import { findProject } from './find-project';

const KEY = 'default';

/** The project that exists from the first start on, or null once somebody has deleted it. */
export async function ensureDefaultProject(): Promise<Project | null> {
  const project = await findProject(KEY);
  if (project || (await findSetting('default_project'))) return project;
  const created = await createProject(KEY, 'Default');
  await saveSetting('default_project', { created: true });
  return created;
}

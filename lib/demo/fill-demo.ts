import { endApiKeyByText, mintApiKey } from '@/lib/auth/mint-api-key';
import { createProject } from '@/lib/db/projects/create-project';
import { findProject } from '@/lib/db/projects/find-project';
import { findSetting } from '@/lib/db/settings/find-setting';
import { saveSetting } from '@/lib/db/settings/save-setting';
import { AppError } from '@/lib/domain/app-error';
import type { Project } from '@/lib/domain/project';
import { findPython } from './find-python';
import { runActions } from './run-actions';
import { sendRecordings } from './send-recordings';

const KEY = 'demo';

export interface DemoOptions {
  /** Where this server answers. */
  baseUrl: string;
  say: (line: string) => void;
  signal: AbortSignal;
}

/**
 * Fills the Demo project once in the life of an installation: by really running its actions, or from
 * recordings of such runs where there is no Python. A start that was cut short is taken up by the
 * next one with the same base time, so that what arrived already is met again and not doubled.
 */
export async function fillDemo(options: DemoOptions): Promise<void> {
  const begun = await findSetting('demo');
  if (begun?.state === 'filled') return;
  const base = begun?.base ?? new Date().toISOString();
  const project = begun ? await findProject(KEY) : await makeProject();
  if (!project) return saveSetting('demo', { state: 'filled', base });
  await saveSetting('demo', { state: 'filling', base });
  const key = await mintApiKey(project.id, 'Demo, while it fills');
  try {
    await fill(options, base, key);
    await saveSetting('demo', { state: 'filled', base });
  } catch (error) {
    if (options.signal.aborted) return;
    options.say(
      `not complete: ${error instanceof Error ? error.message : error}; the next start goes on`,
    );
  } finally {
    await endApiKeyByText(project.id, key);
  }
}

async function fill(options: DemoOptions, base: string, key: string): Promise<void> {
  const python = await findPython();
  if (python) {
    options.say('running its actions in the background');
    await runActions({ ...options, base, key, python });
  } else {
    options.say('no python3 here: loading recordings of such runs');
    await sendRecordings({ ...options, base, key });
  }
  options.say('filled');
}

/** Null when somebody has a project of that name already: it is theirs. */
async function makeProject(): Promise<Project | null> {
  try {
    return await createProject(KEY, 'Demo');
  } catch (error) {
    if (error instanceof AppError && error.code === 'conflict') return null;
    throw error;
  }
}

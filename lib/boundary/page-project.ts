import { notFound } from 'next/navigation';
import { getProject } from '@/lib/auth/get-project';
import { AppError } from '@/lib/domain/app-error';
import type { Project } from '@/lib/domain/project';
import { pageViewer } from './page-viewer';

/** The project of a page, for a viewer who may see it; otherwise the same 404 as for none. */
export async function pageProject(params: Promise<{ project: string }>): Promise<Project> {
  const [viewer, { project }] = await Promise.all([pageViewer(), params]);
  return orNotFound(getProject(viewer, decodeURIComponent(project)));
}

/** Turns a `not_found` into the page's 404; anything else goes on to the error page. */
export async function orNotFound<T>(value: Promise<T>): Promise<T> {
  try {
    return await value;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound();
    throw error;
  }
}

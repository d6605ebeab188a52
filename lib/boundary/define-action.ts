import type { z } from 'zod';
import { getProject } from '@/lib/auth/get-project';
import type { Viewer } from '@/lib/auth/viewer';
import type { Project } from '@/lib/domain/project';
import type { Result } from '@/lib/domain/result';
import { defineViewerAction } from './define-viewer-action';

/** An action within a project: the viewer's right to it is decided before anything runs. */
export function defineAction<S extends z.ZodType<{ project: string }>, T>(
  name: string,
  schema: S,
  run: (call: { viewer: Viewer; project: Project; input: z.output<S> }) => Promise<T>,
): (input: z.input<S>) => Promise<Result<T>> {
  return defineViewerAction(name, schema, async ({ viewer, input }) =>
    run({ viewer, input, project: await getProject(viewer, input.project) }),
  );
}

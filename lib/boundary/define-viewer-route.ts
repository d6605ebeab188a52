import { findViewer } from '@/lib/auth/find-viewer';
import { getProject } from '@/lib/auth/get-project';
import type { Viewer } from '@/lib/auth/viewer';
import { AppError } from '@/lib/domain/app-error';
import type { Project } from '@/lib/domain/project';
import { isSameOrigin } from './is-same-origin';
import { logFailure } from './log-failure';
import { problem } from './problem';
import { toAppError } from './to-app-error';

interface ViewerCall<P> {
  request: Request;
  params: P;
  viewer: Viewer;
  project: Project;
}

/** A route that the dashboard itself calls or links to: session, project, and for writes the origin. */
export function defineViewerRoute<P extends { project: string }>(
  handle: (call: ViewerCall<P>) => Promise<Response>,
) {
  return async (request: Request, context: { params: Promise<P> }): Promise<Response> => {
    try {
      const viewer = await findViewer();
      if (!viewer) throw new AppError('unauthenticated', 'Sign in first');
      if (request.method !== 'GET' && !isSameOrigin(request.headers))
        throw new AppError('forbidden');
      const params = await context.params;
      const project = await getProject(viewer, decodeURIComponent(params.project));
      return await handle({ request, params, viewer, project });
    } catch (thrown) {
      const error = toAppError(thrown);
      logFailure(`${request.method} ${new URL(request.url).pathname}`, error);
      return problem(error);
    }
  };
}

import { findViewer } from '@/lib/auth/find-viewer';
import { AppError } from '@/lib/domain/app-error';
import { logFailure } from './log-failure';
import { problem } from './problem';
import { toAppError } from './to-app-error';

/** A file that the dashboard fetches and that belongs to no project: only for whoever is signed in. */
export function defineSessionRoute<P>(
  handle: (call: { request: Request; params: P }) => Promise<Response>,
) {
  return async (request: Request, context: { params: Promise<P> }): Promise<Response> => {
    try {
      if (!(await findViewer())) throw new AppError('unauthenticated', 'Sign in first');
      return await handle({ request, params: await context.params });
    } catch (thrown) {
      const error = toAppError(thrown);
      logFailure(`${request.method} ${new URL(request.url).pathname}`, error);
      return problem(error);
    }
  };
}

import { authenticateKey } from '@/lib/auth/authenticate-key';
import type { ProjectId } from '@/lib/domain/project';
import { logFailure } from './log-failure';
import { problem } from './problem';
import { toAppError } from './to-app-error';

interface RouteCall<P> {
  request: Request;
  params: P;
  projectId: ProjectId;
  /** What people call the key. */
  keyName: string;
}

/** A route of the API: the key decides the project before anything else is read. */
export function defineRoute<P>(handle: (call: RouteCall<P>) => Promise<Response>) {
  return async (request: Request, { params }: { params: Promise<P> }): Promise<Response> => {
    try {
      const { projectId, name } = await authenticateKey(request.headers.get('authorization'));
      return await handle({ request, params: await params, projectId, keyName: name });
    } catch (thrown) {
      const error = toAppError(thrown);
      logFailure(`${request.method} ${new URL(request.url).pathname}`, error);
      return problem(error);
    }
  };
}

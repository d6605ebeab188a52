import { authenticateKey } from '@/lib/auth/authenticate-key';
import type { AppError } from '@/lib/domain/app-error';
import type { ProjectId } from '@/lib/domain/project';
import { logFailure } from './log-failure';
import { problem } from './problem';
import { overQuota, type Quota, takeFromQuota, withQuota } from './quota';
import { countRequest } from './request-counts';
import { toAppError } from './to-app-error';

interface RouteCall<P> {
  request: Request;
  params: P;
  projectId: ProjectId;
  /** What people call the key. */
  keyName: string;
}

/**
 * A route of the API: the key decides the project before anything else is read.
 * @param refuse how a refusal is told; other systems' APIs have manners of their own
 * @param keyOf where the key is, as the header Authorization would hold it
 */
export function defineRoute<P>(
  handle: (call: RouteCall<P>) => Promise<Response>,
  refuse: (error: AppError) => Response = problem,
  keyOf: (headers: Headers) => string | null = (headers) => headers.get('authorization'),
) {
  const answer = async (request: Request, { params }: { params: Promise<P> }) => {
    let quota: Quota | null = null;
    try {
      const { id, projectId, name } = await authenticateKey(keyOf(request.headers));
      quota = await takeFromQuota(id, Date.now());
      if (quota?.isOver) return withQuota(refuse(overQuota(quota)), quota);
      const call = { request, params: await params, projectId, keyName: name };
      return withQuota(await handle(call), quota);
    } catch (thrown) {
      const error = toAppError(thrown);
      logFailure(`${request.method} ${new URL(request.url).pathname}`, error);
      return withQuota(refuse(error), quota);
    }
  };
  return async (request: Request, context: { params: Promise<P> }): Promise<Response> => {
    const began = performance.now();
    const response = await answer(request, context);
    countRequest(request.method, response.status, performance.now() - began);
    return response;
  };
}

import { AppError } from '@/lib/domain/app-error';
import { askedProject, given, required } from './flow-log-query';

export interface FlowDownloadQuery {
  id: string;
  projectId: string;
  flowId: string;
  projectSlug: string | null;
}

const KNOWN = ['id', 'flowId', 'projectid', 'projectId', 'projectslug'];

/**
 * The query of Akinon's download. `projectslug` may be left out, and is checked where it is not. Throws
 * `invalid_input` for what is missing, makes no sense or is not known.
 */
export function flowDownloadQuery(search: URLSearchParams): FlowDownloadQuery {
  const unknown = Array.from(search.keys()).find((name) => !KNOWN.includes(name));
  if (unknown !== undefined) {
    const known = 'id, projectId, flowId, projectslug';
    throw new AppError('invalid_input', `There is no parameter ${unknown}; known are ${known}`);
  }
  return {
    id: required(search, 'id'),
    projectId: askedProject(search),
    flowId: required(search, 'flowId'),
    projectSlug: given(search, 'projectslug'),
  };
}

import { findByExternalId, hasExecution } from '@/lib/db/executions/find-by-external-id';
import { findByIdentifier } from '@/lib/db/executions/find-by-identifier';
import { type ExecutionId, isExecutionId } from '@/lib/domain/execution-id';
import type { Project } from '@/lib/domain/project';
import { listClock } from './list-clock';

export type Destination =
  | { kind: 'execution'; project: Project; id: ExecutionId }
  | { kind: 'list'; project: Project; text: string };

/** Longest text that can be an identifier; a pasted page of text is not looked up. */
const MAX_LENGTH = 2_000;

/** The identifiers in a pasted text: its last path segment when it is a URL of this product, or itself. */
function candidates(text: string): string[] {
  const trimmed = text.trim().replace(/^["'<]+|["'>]+$/g, '');
  if (!URL.canParse(trimmed) || !/^https?:/i.test(trimmed)) return [trimmed];
  const segments = new URL(trimmed).pathname.split('/').filter(Boolean).map(decodeSegment);
  const afterList = segments[segments.indexOf('executions') + 1];
  return [...new Set([afterList, segments.at(-1)].filter((s): s is string => Boolean(s)))];
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/**
 * Where a request id, producer's id, target record id, execution id or URL leads. One match opens the
 * log; several open the list that shows them. Projects are asked in the order given; null = nowhere.
 */
export async function goTo(
  projects: readonly Project[],
  text: string,
): Promise<Destination | null> {
  if (text.length > MAX_LENGTH) return null;
  for (const candidate of candidates(text)) {
    for (const project of projects) {
      const found = await look(project, candidate);
      if (found) return found;
    }
  }
  return null;
}

async function look(project: Project, text: string): Promise<Destination | null> {
  const lower = text.toLowerCase();
  if (isExecutionId(lower) && (await hasExecution(project.id, lower))) {
    return { kind: 'execution', project, id: lower };
  }
  const external = await findByExternalId(project.id, text);
  if (external) return { kind: 'execution', project, id: external };
  const { requestIds, recordIds } = await findByIdentifier(project.id, text, listClock());
  const ids = requestIds.length > 0 ? requestIds : recordIds;
  const [only] = ids;
  if (ids.length === 1 && only) return { kind: 'execution', project, id: only };
  return ids.length > 1 ? { kind: 'list', project, text } : null;
}

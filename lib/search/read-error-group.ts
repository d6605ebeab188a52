import type { ErrorDetail } from '@/lib/contract/error-detail';
import { countErrorGroup } from '@/lib/db/error-groups/count-error-group';
import type { CountRange } from '@/lib/db/error-groups/count-error-groups';
import { countGroupBuckets } from '@/lib/db/error-groups/count-group-buckets';
import { findErrorGroup } from '@/lib/db/error-groups/list-error-groups';
import { listGroupVersions } from '@/lib/db/error-groups/list-group-versions';
import { listExecutions } from '@/lib/db/executions/list-executions';
import { AppError } from '@/lib/domain/app-error';
import { isFingerprint } from '@/lib/domain/error-group';
import { timeOfId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import type { TimeRange } from '@/lib/domain/time-range';
import { bucketEdges, errorRange } from './error-range';
import { listClock } from './list-clock';

const SAMPLES = 10;
const BARS = 60;

/** Everything that the page of one group shows but why it fails. Throws `not_found`. */
export async function readErrorGroup(
  projectId: ProjectId,
  fingerprint: string,
  timeRange: TimeRange,
): Promise<ErrorDetail> {
  const group = isFingerprint(fingerprint) ? await findErrorGroup(projectId, fingerprint) : null;
  if (!group) throw new AppError('not_found', 'There is no such error group');
  const clock = listClock();
  const range = errorRange(timeRange, clock);
  const firstMs = timeOfId(group.firstExecutionId);
  const drawn = timeRange.since === null ? { ...range, sinceMs: beginOf(firstMs, range) } : range;
  const edgesMs = bucketEdges(drawn, clock.now, BARS);
  const [{ count, people, lastId }, buckets, versions, page] = await Promise.all([
    countErrorGroup(projectId, fingerprint, range),
    countGroupBuckets(projectId, [fingerprint], edgesMs),
    listGroupVersions(projectId, fingerprint, range),
    listExecutions(
      projectId,
      {
        query: [{ kind: 'is', field: 'error_group', values: [fingerprint] }],
        ...range,
        direction: 'older',
        cursor: null,
        limit: SAMPLES,
      },
      clock,
    ),
  ]);
  const at = (id: string) => new Date(timeOfId(id));
  return {
    ...{ group, count, people, edgesMs },
    firstSeen: new Date(firstMs),
    lastSeen: lastId === null ? null : at(lastId),
    buckets: buckets.get(fingerprint) ?? [],
    versions: versions.map(({ firstId, lastId: last, ...version }) => ({
      ...version,
      firstId,
      firstSeen: at(firstId),
      lastSeen: at(last),
    })),
    samples: page.items,
  };
}

/** Without a beginning of its own the chart begins a little before the group does. */
function beginOf(firstMs: number, { sinceMs, untilMs }: CountRange): number {
  const before = Math.max((untilMs - firstMs) * 0.05, 60_000);
  return Math.min(Math.max(firstMs - before, sinceMs), untilMs);
}

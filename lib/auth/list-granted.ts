import { listWorkingKeys } from '@/lib/db/accounts/list-working-keys';
import { listWorkingSessions } from '@/lib/db/accounts/list-working-sessions';
import type { Grant } from './grant';

/** Those that still hold, in at most two questions: sessions that have not ended, keys not revoked. */
export async function listGranted(grants: readonly Grant[]): Promise<Set<Grant>> {
  const granted = await Promise.all([
    holding(grants, 'session', (hashes) => listWorkingSessions(hashes, new Date())),
    holding(grants, 'key', listWorkingKeys),
  ]);
  return new Set(granted.flat());
}

type Hash = Uint8Array<ArrayBuffer>;

const text = (hash: Uint8Array) => Buffer.from(hash).toString('hex');

async function holding(
  grants: readonly Grant[],
  kind: Grant['kind'],
  listWorking: (hashes: Hash[]) => Promise<Uint8Array[]>,
): Promise<Grant[]> {
  const own = grants.filter((grant) => grant.kind === kind);
  const distinct = new Map(own.map(({ sha256 }) => [text(sha256), sha256]));
  if (distinct.size === 0) return [];
  const working = new Set((await listWorking(Array.from(distinct.values()))).map(text));
  return own.filter(({ sha256 }) => working.has(text(sha256)));
}

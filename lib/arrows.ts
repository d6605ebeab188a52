/** What crosses HTTP or a screen, and what turns it into words. Runs in the browser as well. */
export const PURE_ROOMS = [
  'lib/domain',
  'lib/format',
  'lib/query-state',
  'lib/contract',
  'lib/redact',
  'lib/dialects',
  'lib/openapi',
];

/** They never import each other: what two of them need goes down to domain or db. */
const SERVICES = [
  'ingest',
  'search',
  'bundle',
  'retry',
  'runner',
  'stream',
  'views',
  'pins',
  'share',
  'retention',
  'demo',
].map((name) => `lib/${name}`);

/** Without a room of their own: single files of lib. */
const EVERYWHERE = ['lib/paths.ts', 'lib/cn.ts'];
const ON_THE_SERVER = [...EVERYWHERE, 'lib/env.ts'];

/**
 * What each room may import beside itself: rooms, and single files (ending in .ts) of rooms that
 * stay closed otherwise. A room that is not named here fails the test until it gets its line.
 */
export const ARROWS: Record<string, string[]> = {
  'lib/domain': [],
  'lib/format': ['lib/domain', ...EVERYWHERE],
  'lib/query-state': ['lib/domain', 'lib/format', ...EVERYWHERE],
  'lib/contract': ['lib/domain', 'lib/format', ...EVERYWHERE],
  'lib/redact': ['lib/domain'],
  'lib/dialects': ['lib/domain', 'lib/format', 'lib/contract', ...EVERYWHERE],
  'lib/openapi': [
    'lib/domain',
    'lib/format',
    'lib/query-state',
    'lib/contract',
    'lib/dialects',
    ...EVERYWHERE,
  ],
  'lib/db': [...PURE_ROOMS, ...ON_THE_SERVER],
  'lib/auth': [...PURE_ROOMS, 'lib/db', ...ON_THE_SERVER],
  ...Object.fromEntries(
    SERVICES.map((room) => [room, [...PURE_ROOMS, 'lib/db', 'lib/auth', ...ON_THE_SERVER]]),
  ),
  'lib/boundary': [...PURE_ROOMS, 'lib/db', 'lib/auth', ...SERVICES, ...ON_THE_SERVER],
  'lib/actions': [...PURE_ROOMS, 'lib/auth', ...SERVICES, 'lib/boundary', ...ON_THE_SERVER],
  'components/ui': ['lib/cn.ts'],
  components: [
    ...PURE_ROOMS,
    'components/ui',
    'lib/actions',
    'lib/bundle/build-zip.ts',
    'lib/bundle/bundle-file-name.ts',
    'lib/bundle/bundle-section.ts',
    'lib/bundle/build-bundle.ts',
    'lib/bundle/build-context-file.ts',
    'lib/bundle/bundle-source.ts',
    'lib/bundle/pretty-json.ts',
    'lib/bundle/read-bundle.ts',
    'lib/bundle/read-manifest.ts',
    'lib/bundle/read-zip.ts',
    ...EVERYWHERE,
  ],
  app: [
    ...PURE_ROOMS,
    'lib/auth',
    ...SERVICES,
    'lib/boundary',
    'lib/actions',
    'components',
    'components/ui',
    ...ON_THE_SERVER,
  ],
};

/** Outside the house, or looking at the whole of it. */
export const FREE_ROOMS = ['bin', 'bench', 'clients', 'e2e', 'prisma', 'lib/testing'];

/** Packages that only one room knows. */
export const ONLY_IN: Record<string, string> = {
  pg: 'lib/db',
  '@prisma/client': 'lib/db',
  '@prisma/adapter-pg': 'lib/db',
};

/** The innermost room of a file, or null for a single file of lib and the tools' files at the root. */
export function roomOf(path: string): string | null {
  const rooms = [...Object.keys(ARROWS), ...FREE_ROOMS].filter((room) =>
    path.startsWith(`${room}/`),
  );
  const innermost = rooms.sort((a, b) => b.length - a.length)[0];
  if (innermost) return innermost;
  const [top, second, third] = path.split('/');
  return top === 'lib' && third ? `lib/${second}` : null;
}

export function mayImport(from: string, to: string): boolean {
  const [room, other] = [roomOf(from), roomOf(to)];
  if (room === null || FREE_ROOMS.includes(room) || room === other) return true;
  const open = ARROWS[room] ?? [];
  return open.includes(to) || (other !== null && open.includes(other));
}

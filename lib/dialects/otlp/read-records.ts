import { membersOf, textOf } from '../loose-json';
import { keyValues, objectText } from './any-value';
import { OtlpFault } from './otlp-fault';

/** A span or log record as it was sent, with what it was sent under. */
export interface OtlpRecord {
  record: Readonly<Record<string, unknown>>;
  resource: ReadonlyMap<string, string>;
  scope: { name: string; version: string };
}

const LISTS = {
  traces: ['resourceSpans', 'scopeSpans', 'spans'],
  logs: ['resourceLogs', 'scopeLogs', 'logRecords'],
} as const;

/** All spans or log records of a request, in their order. Throws OtlpFault where they are in no list. */
export function* readRecords(document: unknown, signal: 'traces' | 'logs'): Generator<OtlpRecord> {
  const [resources, scopes, records] = LISTS[signal];
  for (const ofResource of groupsOf(membersOf(document), resources)) {
    const resource = keyValues(membersOf(ofResource.resource).attributes);
    for (const ofScope of groupsOf(ofResource, scopes)) {
      const { name, version } = membersOf(ofScope.scope);
      const scope = { name: textOf(name), version: textOf(version) };
      for (const record of listIn(ofScope, records)) {
        yield { record: membersOf(record), resource, scope };
      }
    }
  }
}

type Members = ReturnType<typeof membersOf>;

function listIn(members: Members, name: string): readonly unknown[] {
  const list = members[name] ?? [];
  if (Array.isArray(list)) return list;
  throw new OtlpFault('malformed', `${name} is no list`);
}

function groupsOf(members: Members, name: string): Members[] {
  return listIn(members, name).map((group, index) => {
    if (typeof group === 'object' && group !== null && !Array.isArray(group))
      return membersOf(group);
    throw new OtlpFault('malformed', `${name}[${index}] is no object`);
  });
}

/** The text of an attribute, or null where it is missing or no text. */
export function attributeText(
  attributes: Pick<ReadonlyMap<string, string>, 'get'>,
  ...keys: string[]
): string | null {
  for (const key of keys) {
    const text = attributes.get(key);
    if (text?.startsWith('"')) return (JSON.parse(text) as string) || null;
  }
  return null;
}

/** The attributes of resources, each under the name of its service. */
export function resourcesText(
  services: Iterable<readonly [resource: ReadonlyMap<string, string>, service: string]>,
): string {
  return objectText(
    new Map(
      Array.from(services, ([resource, service]) => [
        `resource of ${service}`,
        objectText(resource),
      ]),
    ),
  );
}

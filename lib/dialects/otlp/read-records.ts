import { listOf, membersOf, textOf } from '../loose-json';
import { keyValues, objectText } from './any-value';

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

/** All spans or log records of a request, in their order. */
export function* readRecords(document: unknown, signal: 'traces' | 'logs'): Generator<OtlpRecord> {
  const [resources, scopes, records] = LISTS[signal];
  for (const ofResource of listOf(membersOf(document)[resources]).map(membersOf)) {
    const resource = keyValues(membersOf(ofResource.resource).attributes);
    for (const ofScope of listOf(ofResource[scopes]).map(membersOf)) {
      const { name, version } = membersOf(ofScope.scope);
      const scope = { name: textOf(name), version: textOf(version) };
      for (const record of listOf(ofScope[records])) {
        yield { record: membersOf(record), resource, scope };
      }
    }
  }
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

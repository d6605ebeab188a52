import { scanRawJson } from './raw-json-scan';

/** The hash of a trigger's configuration, from the producer's JSON text; null where it names none. */
export function triggerHash(triggerText: string | null): string | null {
  const scan = triggerText === null ? null : scanRawJson(triggerText, { allowNonFinite: true });
  if (triggerText === null || !scan?.ok) return null;
  const member = scan.json.members.findLast(({ key }) => key === 'hash');
  if (!member || (member.kind !== 'string' && member.kind !== 'number')) return null;
  const raw = triggerText.slice(member.start, member.end);
  return raw.startsWith('"') ? (JSON.parse(raw) as string) : raw;
}

import { scanRawJson } from '@/lib/domain/raw-json-scan';
import { readAttributes } from '../attributes';

/** JSON text of the members that a producer sent with a step and that have no column, by its seq. */
export type StepExtras = ReadonlyMap<number, string>;

const MEMBER = 'steps_extra';

/** From the attributes of the execution, where they are kept as a list. */
export function stepExtras(attributesText: string | null): StepExtras {
  // Most have none: to look for the name costs less than to take the text apart.
  if (!attributesText?.includes(MEMBER)) return new Map();
  const list = memberText(attributesText, MEMBER);
  const scan = list === null ? null : scanRawJson(list, { allowNonFinite: true });
  if (list === null || !scan?.ok) return new Map();
  return new Map(
    scan.json.elements.flatMap(({ start, end }) => {
      const text = list.slice(start, end);
      const seq = readAttributes(text).number('seq');
      return seq === null ? [] : [[seq, text]];
    }),
  );
}

function memberText(text: string, name: string): string | null {
  const scan = scanRawJson(text, { allowNonFinite: true });
  const member = scan.ok ? scan.json.members.findLast(({ key }) => key === name) : undefined;
  return member ? text.slice(member.start, member.end) : null;
}

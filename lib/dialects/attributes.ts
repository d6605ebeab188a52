import { scanRawJson } from '@/lib/domain/raw-json-scan';

/** Attributes by name and type; null for what was not sent, or is of another type. */
export interface Attributes {
  /** A number too, in its own digits: an id may be larger than a number can hold. */
  text: (name: string) => string | null;
  number: (name: string) => number | null;
  flag: (name: string) => boolean | null;
}

const NONE: Attributes = { text: () => null, number: () => null, flag: () => null };

/** The top level of an execution's attributes, from the producer's own JSON text. */
export function readAttributes(attributesText: string | null): Attributes {
  if (attributesText === null) return NONE;
  const text = attributesText;
  const scan = scanRawJson(text, { allowNonFinite: true });
  const raw = new Map(
    (scan.ok ? scan.json.members : []).map(({ key, start, end }) => [key, text.slice(start, end)]),
  );
  const value = (name: string): unknown => {
    try {
      return JSON.parse(raw.get(name) ?? 'null');
    } catch {
      // NaN and its like are kept as they were sent, and are no value of any documented type.
      return null;
    }
  };
  return {
    text: (name) => {
      const given = value(name);
      if (typeof given === 'number') return raw.get(name) ?? null;
      return typeof given === 'string' ? given : null;
    },
    number: (name) => {
      const given = value(name);
      return typeof given === 'number' && Number.isFinite(given) ? given : null;
    },
    flag: (name) => {
      const given = value(name);
      return typeof given === 'boolean' ? given : null;
    },
  };
}

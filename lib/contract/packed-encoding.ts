const ENCODINGS = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
] as const;

export type PackedEncoding = (typeof ENCODINGS)[number];

/**
 * The shortest compression that a reader takes of those that files are packed in ahead, or null.
 * @param accept the request's Accept-Encoding
 */
export function packedEncoding(accept: string | null): PackedEncoding | null {
  const taken = new Set(
    (accept ?? '')
      .toLowerCase()
      .split(',')
      .map((one) => one.replaceAll(/\s/g, ''))
      .filter((one) => !/;q=0(\.0*)?$/.test(one))
      .map((one) => one.replace(/;.*/, '')),
  );
  return ENCODINGS.find(({ name }) => taken.has(name)) ?? null;
}

import type { Bound } from '@/lib/domain/query';
import { Prisma } from '../generated/client';

type Sql = Prisma.Sql;

export const TRUE = Prisma.sql`TRUE`;
export const FALSE = Prisma.sql`FALSE`;

/** At least one of the parts; none is false. */
export function anyPart(parts: readonly Sql[]): Sql {
  const [only] = parts;
  if (parts.length === 0) return FALSE;
  return parts.length === 1 && only ? only : Prisma.sql`(${Prisma.join([...parts], ' OR ')})`;
}

/** All of the parts; none is true. */
export function allParts(parts: readonly Sql[]): Sql {
  const [only] = parts;
  if (parts.length === 0) return TRUE;
  return parts.length === 1 && only ? only : Prisma.sql`(${Prisma.join([...parts], ' AND ')})`;
}

/** `column = value`, or one of several: a single value keeps the order of an index usable. */
export function equalsAny(column: Sql, values: readonly string[]): Sql {
  const [only] = values;
  if (values.length === 1 && only !== undefined) return Prisma.sql`${column} = ${only}`;
  return Prisma.sql`${column} = ANY(${[...values]})`;
}

/** A number in one of two bounds, or equal to one of the values. Nothing is within null. */
export function numberWithin(column: Sql, min: Bound | null, max: Bound | null): Sql {
  const parts: Sql[] = [];
  if (min) {
    const value = Number(min.value);
    parts.push(
      min.inclusive ? Prisma.sql`${column} >= ${value}` : Prisma.sql`${column} > ${value}`,
    );
  }
  if (max) {
    const value = Number(max.value);
    parts.push(
      max.inclusive ? Prisma.sql`${column} <= ${value}` : Prisma.sql`${column} < ${value}`,
    );
  }
  return allParts(parts);
}

/**
 * Contains one of the texts, in any case. The rules of ICU are those of JavaScript, which lowered the
 * terms; those of the database's own locale may know nothing beyond ASCII.
 */
export function containsAny(column: Sql, values: readonly string[]): Sql {
  return anyPart(
    values.map(
      (value) =>
        Prisma.sql`strpos(lower(${column} COLLATE "und-x-icu"), ${value.toLowerCase()}) > 0`,
    ),
  );
}

import type { Query, Term } from '@/lib/domain/query';
import { isStatus, STATUS_CODE } from '@/lib/domain/status';
import { Prisma } from '../generated/client';

/** Stand-in until the compiler of queries is there. */
export function compileFilter(query: Query): Prisma.Sql {
  return query.length === 0
    ? Prisma.sql`TRUE`
    : Prisma.sql`(${Prisma.join(query.map(compileTerm), ' AND ')})`;
}

function compileTerm(term: Term): Prisma.Sql {
  if (term.kind === 'not') return Prisma.sql`(${compileTerm(term.term)}) IS NOT TRUE`;
  if (term.kind === 'and')
    return Prisma.sql`(${Prisma.join(term.terms.map(compileTerm), ' AND ')})`;
  if (term.kind === 'or') return Prisma.sql`(${Prisma.join(term.terms.map(compileTerm), ' OR ')})`;
  if (term.kind === 'text') return Prisma.sql`strpos(e.search, ${term.text.toLowerCase()}) > 0`;
  if (term.kind === 'has') return Prisma.sql`${Prisma.raw(`e.${term.field}`)} IS NOT NULL`;
  if (term.kind === 'range') {
    const column = Prisma.raw('e.duration_ms');
    const min = term.min ? Prisma.sql`${column} >= ${Number(term.min.value)}` : Prisma.sql`TRUE`;
    const max = term.max ? Prisma.sql`${column} <= ${Number(term.max.value)}` : Prisma.sql`TRUE`;
    return Prisma.sql`(${min} AND ${max})`;
  }
  if (term.field === 'status') {
    const codes = term.values.filter(isStatus).map((status) => STATUS_CODE[status]);
    return Prisma.sql`e.status = ANY(${codes}::smallint[])`;
  }
  if (term.field === 'action') return Prisma.sql`e.action_keys && ${[...term.values]}::text[]`;
  return Prisma.sql`${Prisma.raw(`e.${term.field}`)} = ANY(${[...term.values]})`;
}

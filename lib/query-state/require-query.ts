import { AppError } from '@/lib/domain/app-error';
import type { Query } from '@/lib/domain/query';
import { parseQuery } from './parse-query';

/** The query of a text. Throws `invalid_input` with the first reason and its place when it is none. */
export function requireQuery(text: string): Query {
  const { query, problems } = parseQuery(text);
  const [problem] = problems;
  if (!problem) return query;
  const where = text.slice(problem.from, problem.to).slice(0, 40);
  const place = where === '' ? 'at its end' : `at “${where}” (character ${problem.from + 1})`;
  throw new AppError('invalid_input', `q is not understood ${place}: ${problem.message}`);
}

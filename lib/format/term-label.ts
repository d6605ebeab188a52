import type { Bound, Clause, Term } from '@/lib/domain/query';
import { meaningOf } from '@/lib/domain/query-fields';
import { timeBoundMs } from '@/lib/domain/time-range';
import { formatDuration } from './format-duration';
import { formatShortTime } from './format-time';
import { valueLabel } from './value-label';
import { visibleLine } from './visible-line';

/** A term in words: what it is about, and what it asks. */
export interface TermLabel {
  name: string;
  text: string;
}

/**
 * `Status`, `Failed, Rejected`; `Execution time`, `≥ 500 ms`. Null for what has no shorter words than
 * its own text: bare text and alternatives.
 *
 * @param zone IANA zone in which times are written
 */
export function termLabel(term: Term, zone: string): TermLabel | null {
  if (term.kind === 'not') {
    const inner = termLabel(term.term, zone);
    return inner && { name: `Not ${inner.name.toLowerCase()}`, text: inner.text };
  }
  if (term.kind === 'and' || term.kind === 'or' || term.kind === 'text') return null;
  const name = visibleLine(meaningOf(term.field)?.label ?? term.field);
  return { name, text: clauseText(term, zone) };
}

function clauseText(clause: Exclude<Clause, { kind: 'text' }>, zone: string): string {
  if (clause.kind === 'has') return 'any';
  const type = meaningOf(clause.field)?.type;
  const one = (value: string) => {
    if (type === 'duration') return formatDuration(Number(value));
    return type === 'time' ? timeText(value, zone) : valueLabel(clause.field, value);
  };
  if (clause.kind === 'is') return clause.values.map(one).join(', ');
  return rangeText(clause.min, clause.max, one);
}

function rangeText(min: Bound | null, max: Bound | null, one: (value: string) => string): string {
  const low = min && one(min.value);
  const high = max && one(max.value);
  if (min?.inclusive && max?.inclusive) return `${low} – ${high}`;
  const parts = [
    min && `${min.inclusive ? '≥' : '>'} ${low}`,
    max && `${max.inclusive ? '≤' : '<'} ${high}`,
  ];
  return parts.filter(Boolean).join(', ');
}

/** Relative times and days, which are of UTC, as they were written; moments in the zone of the screen. */
function timeText(value: string, zone: string): string {
  if (value.startsWith('-')) return `${value.slice(1)} ago`;
  if (!value.includes('T')) return zone === 'UTC' ? value : `${value} UTC`;
  const ms = timeBoundMs(value, 0);
  return ms === null ? value : formatShortTime(new Date(ms), zone);
}

import type { Alteration } from '@/lib/domain/execution';

export type AlterationCode =
  | 'assumed_utc'
  | 'clamped'
  | 'duplicate_id'
  | 'duplicate_key'
  | 'duplicate_seq'
  | 'future_timestamp'
  | 'invalid_status'
  | 'invalid_timestamp'
  | 'invalid_type'
  | 'invalid_utf8'
  | 'key_conflict'
  | 'not_searchable'
  | 'out_of_range'
  | 'sanitized'
  | 'too_many'
  | 'truncated'
  | 'unknown_key'
  | 'unknown_level';

/** Alterations listed by themselves; the rest of one message is counted in a last one. */
const MAX_LISTED = 100;
const MAX_QUOTED = 80;

/** What was changed in one message. */
export class AlterationLog {
  private readonly listed: Alteration[] = [];
  private readonly unlisted = new Map<AlterationCode, number>();

  add(path: string, code: AlterationCode, message: string): void {
    if (this.listed.length < MAX_LISTED) this.listed.push({ path, code, message });
    else this.unlisted.set(code, (this.unlisted.get(code) ?? 0) + 1);
  }

  all(): Alteration[] {
    const rest = Array.from(this.unlisted, ([code, count]) => ({
      path: '',
      code,
      message: `${count} more alterations of this kind`,
    }));
    return [...this.listed, ...rest];
  }
}

/** One alteration for each kind, for an answer that would be larger than the request. */
export function countedByCode(alterations: readonly Alteration[]): Alteration[] {
  const counts = new Map<string, number>();
  for (const { code } of alterations) counts.set(code, (counts.get(code) ?? 0) + 1);
  return Array.from(counts, ([code, count]) => ({
    path: '',
    code,
    message: `${count} alterations of this kind: the execution's page lists them`,
  }));
}

/** A producer's text as it may stand in a message of ours. */
export function quoted(text: string): string {
  const short = text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text;
  return short.toWellFormed().replaceAll('\0', '␀');
}

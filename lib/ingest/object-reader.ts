import type { RawMember } from '@/lib/domain/raw-json';
import type { AlterationLog } from './alteration-log';
import { quoted } from './alteration-log';
import { cleanText, cutName } from './clean-text';
import { type ParsedTimestamp, parseTimestamp } from './parse-timestamp';
import type { Refusal } from './split-item';

/** Milliseconds, some 31,000 years: a longer duration is an error of the producer. */
const MAX_DURATION_MS = 1e15;

/**
 * Reads the members of one object: the envelope, a step or an entry. Values come out cleaned, every
 * change is logged, and the first member of a type that cannot be taken is kept as `wrongType`.
 */
export class ObjectReader {
  readonly members = new Map<string, RawMember>();
  wrongType: { path: string; kind: string } | null = null;
  /** Why the whole message has to be refused: something in it cannot be taken apart. */
  refusal: Refusal | null = null;
  private readonly taken = new Set<string>();

  constructor(
    readonly text: string,
    members: readonly RawMember[],
    private readonly prefix: string,
    readonly alterations: AlterationLog,
  ) {
    for (const member of members) {
      if (this.members.has(member.key)) {
        const path = this.path(quoted(member.key));
        alterations.add(
          path,
          'duplicate_key',
          'The key was given more than once: the last one holds',
        );
      }
      this.members.set(member.key, member);
    }
  }

  /** A member that holds more parts than are told apart. */
  refuseTooMany(path: string, message: string): void {
    this.refusal ??= { code: 'too_many', message: `${path} has ${message}` };
  }

  path(key: string): string {
    return `${this.prefix}${key}`;
  }

  /** A member that is there and not null. */
  take(key: string): RawMember | null {
    this.taken.add(key);
    const member = this.members.get(key);
    return member && member.kind !== 'null' ? member : null;
  }

  /** Members that nothing asked for. */
  rest(): RawMember[] {
    return Array.from(this.members.values()).filter(({ key }) => !this.taken.has(key));
  }

  slice(value: { start: number; end: number }): string {
    return this.text.slice(value.start, value.end);
  }

  /** The producer's JSON text of a value. */
  raw(key: string): string | null {
    const member = this.take(key);
    return member ? this.slice(member) : null;
  }

  /** A string, or the raw text of a number or boolean; not cleaned. */
  exact(key: string): string | null {
    const member = this.take(key);
    if (!member) return null;
    if (member.kind === 'string') return this.decode(member);
    if (member.kind === 'number' || member.kind === 'boolean') return this.slice(member);
    this.wrongType ??= { path: this.path(key), kind: member.kind };
    return null;
  }

  private decode(string: RawMember): string {
    const inner = this.text.slice(string.start + 1, string.end - 1);
    return inner.includes('\\') ? (JSON.parse(`"${inner}"`) as string) : inner;
  }

  /** Any value as text, for members whose wrong type is an alteration rather than a refusal. */
  private lenient(key: string): string | null {
    const member = this.take(key);
    if (!member) return null;
    return member.kind === 'string'
      ? (JSON.parse(this.slice(member)) as string)
      : this.slice(member);
  }

  /** An empty string is as good as none. */
  message(key: string): string | null {
    const text = this.exact(key);
    return text ? cleanText(text, this.path(key), this.alterations) : null;
  }

  name(key: string): string | null {
    const text = this.message(key);
    return text === null ? null : cutName(text, this.path(key), this.alterations);
  }

  /** A moment that may be missing: unreadable ones become null and say so. */
  moment(key: string): ParsedTimestamp | null {
    const text = this.lenient(key);
    if (text === null) return null;
    const parsed = parseTimestamp(text);
    const path = this.path(key);
    if (!parsed) this.alterations.add(path, 'invalid_timestamp', `Not a time: ${quoted(text)}`);
    if (parsed?.assumedUtc)
      this.alterations.add(path, 'assumed_utc', 'Read as UTC: it has no zone');
    return parsed;
  }

  durationMs(key: string): number | null {
    const text = this.lenient(key);
    if (text === null) return null;
    const path = this.path(key);
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (!(Math.abs(value) <= MAX_DURATION_MS)) {
      this.alterations.add(path, 'out_of_range', `Not a duration in milliseconds: ${quoted(text)}`);
      return null;
    }
    if (value < 0)
      this.alterations.add(path, 'clamped', `Negative duration ${quoted(text)} set to 0`);
    return Math.max(0, value);
  }

  /** A whole number in the range; anything else becomes null and says so. */
  whole(key: string, low: number, high: number): number | null {
    const text = this.lenient(key);
    if (text === null) return null;
    const value = /^-?\d+(\.0+)?$/.test(text) ? Number(text) : Number.NaN;
    if (value >= low && value <= high) return value;
    const message = `Not a whole number from ${low} to ${high}: ${quoted(text)}`;
    this.alterations.add(this.path(key), 'out_of_range', message);
    return null;
  }
}

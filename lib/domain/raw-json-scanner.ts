import {
  MAX_PARTS,
  RAW_MARKS,
  type RawJson,
  type RawKind,
  type RawScan,
  type RawValue,
} from './raw-json';
import { type Lexeme, readNumber, readString, resumeString } from './raw-json-lexeme';

const LITERALS: readonly (readonly [string, RawKind])[] = [
  ['true', 'boolean'],
  ['false', 'boolean'],
  ['null', 'null'],
  ['NaN', 'nonfinite'],
  ['Infinity', 'nonfinite'],
  ['-Infinity', 'nonfinite'],
];

const LITERAL_STARTS = new Set(LITERALS.map(([word]) => word.charCodeAt(0)));

type Expect = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'after value';

/** Blanks go on after the place at which the scan pauses. */
const PAUSED = -2;

const OBJECT = 1;
const ARRAY = 0;

/**
 * Reads one JSON text without recursion and without building values, so that neither depth nor size
 * costs more than time in proportion. `advance` may be called in slices, to let other work run.
 */
export class RawJsonScanner {
  private readonly lexeme: Lexeme = {
    end: 0,
    marks: 0,
    fault: null,
    isOpen: false,
    isHigh: false,
  };
  /** The kind of each open container. */
  private stack = new Uint8Array(64);
  private depth = 0;
  private deepest = 0;
  private marks = 0;
  private outerMarks = 0;
  private outerDeepest = 0;
  private at: number;
  private readonly limit: number;
  private pause = 0;
  private expect: Expect = 'value';
  private result: RawScan | null = null;
  private readonly json: RawJson;
  private keyStart = 0;
  private keyEnd = 0;
  private valueStart = 0;

  constructor(
    private readonly text: string,
    private readonly options: { from?: number; to?: number; allowNonFinite?: boolean } = {},
  ) {
    this.at = options.from ?? 0;
    this.limit = options.to ?? text.length;
    const root: RawValue = { kind: 'null', start: this.at, end: this.at, depth: 0, marks: 0 };
    this.json = { root, members: [], elements: [] };
  }

  /** Reads about this many characters; null = more is left. */
  advance(characters: number): RawScan | null {
    this.pause = this.at + characters;
    while (!this.result && this.at < this.pause) this.step();
    return this.result;
  }

  private step() {
    if (this.lexeme.isOpen) {
      resumeString(this.text, this.limit, this.pause, this.lexeme);
      return this.stringRead();
    }
    const code = this.skipSpace();
    if (code === PAUSED) return;
    if (this.expect === 'after value') return this.afterValue(code);
    if (code === -1) return this.fail(this.at, 'the text ends too early');
    if (this.expect === 'key' || this.expect === 'key or end') return this.key(code);
    if (this.expect === 'colon') return this.colon(code);
    if (code === 93 && this.expect === 'value or end') return this.close();
    this.value(code);
  }

  private skipSpace(): number {
    const stop = Math.min(this.limit, this.pause);
    while (this.at < stop) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return code;
      this.at += 1;
    }
    return this.at < this.limit ? PAUSED : -1;
  }

  private afterValue(code: number) {
    if (this.depth === 0) {
      if (code !== -1) return this.fail(this.at, 'something follows the value');
      this.result = { ok: true, json: this.json };
      return;
    }
    const inObject = this.stack[this.depth - 1] === OBJECT;
    if (code === 44) {
      this.at += 1;
      this.expect = inObject ? 'key' : 'value';
    } else if (code === (inObject ? 125 : 93)) this.close();
    else if (code === -1) this.fail(this.at, 'the text ends too early');
    else this.fail(this.at, `expected a comma or ${inObject ? '}' : ']'}`);
  }

  private key(code: number) {
    if (code === 125 && this.expect === 'key or end') return this.close();
    if (code !== 34) return this.fail(this.at, 'expected a key in quotes');
    if (this.depth === 1) this.keyStart = this.at;
    this.expect = 'key';
    readString(this.text, this.at, this.limit, this.pause, this.lexeme);
    this.stringRead();
  }

  /** A string was read on, as far as the slice goes: of a key while one is expected. */
  private stringRead() {
    const { lexeme } = this;
    this.at = lexeme.end;
    if (lexeme.isOpen) return;
    if (this.expect !== 'key') return this.scalar('string');
    if (lexeme.fault) return this.fail(lexeme.end, lexeme.fault);
    if (this.depth === 1) {
      this.keyEnd = lexeme.end;
      this.outerMarks |= lexeme.marks;
    } else this.marks |= lexeme.marks;
    this.expect = 'colon';
  }

  private colon(code: number) {
    if (code !== 58) return this.fail(this.at, 'expected a colon');
    this.at += 1;
    this.expect = 'value';
  }

  private value(code: number) {
    if (this.depth <= 1) this.begin();
    if (code === 123) return this.open(OBJECT);
    if (code === 91) return this.open(ARRAY);
    if (code === 34) {
      readString(this.text, this.at, this.limit, this.pause, this.lexeme);
      return this.stringRead();
    }
    if (LITERAL_STARTS.has(code) && this.literal()) return;
    if (code !== 45 && (code < 48 || code > 57)) return this.fail(this.at, 'expected a value');
    readNumber(this.text, this.at, this.limit, this.lexeme);
    this.scalar('number');
  }

  private literal(): boolean {
    for (const [word, kind] of LITERALS) {
      if (kind === 'nonfinite' && !this.options.allowNonFinite) continue;
      if (!this.text.startsWith(word, this.at) || this.at + word.length > this.limit) continue;
      this.lexeme.end = this.at + word.length;
      this.lexeme.marks = kind === 'nonfinite' ? RAW_MARKS.nonFinite : 0;
      this.lexeme.fault = null;
      this.scalar(kind);
      return true;
    }
    return false;
  }

  private scalar(kind: RawKind) {
    if (this.lexeme.fault) return this.fail(this.lexeme.end, this.lexeme.fault);
    this.at = this.lexeme.end;
    this.marks |= this.lexeme.marks;
    this.end(kind);
  }

  /** The value that starts here is the root, or one of the root's own values. */
  private begin() {
    if (this.depth === 0) {
      this.json.root.start = this.at;
      return;
    }
    this.valueStart = this.at;
    this.outerMarks |= this.marks;
    this.outerDeepest = Math.max(this.outerDeepest, this.deepest);
    this.marks = 0;
    this.deepest = 1;
  }

  private open(kind: number) {
    if (this.depth === this.stack.length) {
      const larger = new Uint8Array(this.stack.length * 2);
      larger.set(this.stack);
      this.stack = larger;
    }
    this.stack[this.depth] = kind;
    this.depth += 1;
    if (this.depth > this.deepest) this.deepest = this.depth;
    this.at += 1;
    this.expect = kind === OBJECT ? 'key or end' : 'value or end';
  }

  private close() {
    this.depth -= 1;
    this.at += 1;
    this.end(this.stack[this.depth] === OBJECT ? 'object' : 'array');
  }

  private end(kind: RawKind) {
    this.expect = 'after value';
    const { root, members, elements } = this.json;
    if (this.depth === 0) {
      root.kind = kind;
      root.end = this.at;
      root.marks = this.marks | this.outerMarks;
      root.depth = Math.max(this.deepest, this.outerDeepest);
    } else if (this.depth === 1) {
      if (members.length + elements.length === MAX_PARTS) {
        const message = `more than ${MAX_PARTS} members or elements`;
        this.result = { ok: false, reason: 'too_many', position: this.at, message };
        return;
      }
      const { valueStart: start, marks } = this;
      const depth = this.deepest - 1;
      if (this.stack[0] === ARRAY) elements.push({ kind, start, end: this.at, depth, marks });
      else {
        const { keyStart, keyEnd } = this;
        const key = this.keyText();
        members.push({ kind, start, end: this.at, depth, marks, key, keyStart, keyEnd });
      }
    }
  }

  private keyText(): string {
    const inner = this.text.slice(this.keyStart + 1, this.keyEnd - 1);
    return inner.includes('\\') ? JSON.parse(`"${inner}"`) : inner;
  }

  private fail(position: number, message: string) {
    this.result = { ok: false, reason: 'syntax', position, message };
  }
}

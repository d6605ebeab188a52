import type { ExactJson } from './exact-json';
import { membersOf } from './loose-json';

/** The members of an object that somebody else wrote; what nobody has taken is the rest. */
export class MemberTaker {
  private readonly left: Map<string, unknown>;

  constructor(
    value: unknown,
    private readonly json: ExactJson,
  ) {
    this.left = new Map(Object.entries(membersOf(value)));
  }

  /** undefined when there is no such member. */
  take(name: string): unknown {
    const value = this.left.get(name);
    this.left.delete(name);
    return value;
  }

  /** A text, or a number as text. What is neither stays in the rest. */
  text(name: string): string | null {
    const text = this.json.textOf(this.left.get(name));
    if (text !== null) this.left.delete(name);
    return text === '' ? null : text;
  }

  /** What the first of these names holds that has a text; the others stay. */
  firstText(...names: string[]): string | null {
    const name = names.find((one) => this.json.textOf(this.left.get(one)));
    return name === undefined ? null : this.text(name);
  }

  /** Looks without taking. */
  peek(name: string): unknown {
    return this.left.get(name);
  }

  /** What is left, in its order. */
  rest(): Record<string, unknown> {
    return Object.fromEntries(this.left);
  }

  /** Names of what is left and says something. */
  restNames(): string[] {
    return Array.from(this.left.keys()).filter((name) => this.left.get(name) !== null);
  }
}

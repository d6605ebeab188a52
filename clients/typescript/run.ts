import type { EntryMessage, ExecutionMessage, StepMessage } from './api-types.js';
import type { Line } from './line.js';

export type Level = 'debug' | 'info' | 'warning' | 'error';
type StepStatus = NonNullable<StepMessage['status']>;

/** What is told of an execution: everything but what the client knows by itself. */
export type RunFields = Omit<
  ExecutionMessage,
  'id' | 'created_at' | 'started_at' | 'status' | 'steps' | 'entries'
> & { id?: string; created_at?: string };

export interface StepFields {
  connector?: string;
  input?: unknown;
}

/** Where a run takes what it tells. False when there is no room. */
export interface Sink {
  take: (run: Run, text: string) => boolean;
  changed: (run: Run) => void;
  takeUntold: () => number;
}

/** Told only by an error that is thrown. */
const messageOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

/** One execution while it runs. Nothing here throws or waits for the server. */
export class Run {
  readonly id: string;
  private readonly fields: Record<string, unknown>;
  private readonly startedAt = Date.now();
  private readonly began = performance.now();
  private status: ExecutionMessage['status'] = 'running';
  private entries: string[] = [];
  /** Of a step only its last state is told. */
  private steps = new Map<number, string>();
  private nextEntry = 1;
  private nextStep = 1;

  constructor(
    fields: RunFields,
    private readonly sink: Sink,
  ) {
    this.id = fields.id ?? `run_${crypto.randomUUID()}`;
    const at = new Date(this.startedAt).toISOString();
    this.fields = { ...fields, id: this.id, created_at: fields.created_at ?? at, started_at: at };
    sink.changed(this);
  }

  /** Adds a line to the log. `event` says what kind of thing happened, as `resource_completed`. */
  log(level: Level, message: string, more: Pick<EntryMessage, 'event' | 'data'> = {}): void {
    const occurred_at = new Date().toISOString();
    const text = jsonOf({ seq: this.nextEntry, level, message, occurred_at, ...more });
    this.nextEntry += 1;
    if (this.sink.take(this, text)) this.entries.push(text);
  }

  /** Sets or changes what is told of the execution; attributes are added to those that are there. */
  set(fields: Partial<RunFields>): void {
    const attributes = { ...objectOf(this.fields.attributes), ...objectOf(fields.attributes) };
    Object.assign(this.fields, fields, { id: this.id, created_at: this.fields.created_at });
    if (Object.keys(attributes).length > 0) this.fields.attributes = attributes;
    this.sink.changed(this);
  }

  /** Runs `work` as a step. Its value is the output; what it throws is the error, and is thrown on. */
  async step<T>(
    name: string,
    work: (step: Step) => T | Promise<T>,
    fields: StepFields = {},
  ): Promise<T> {
    return this.startStep(name, fields).run(work);
  }

  startStep(name: string, fields: StepFields = {}, parent: number | null = null): Step {
    const seq = this.nextStep;
    this.nextStep += 1;
    return new Step(this, { seq, parent_seq: parent, name, ...fields });
  }

  /** One that was not done, and why. */
  skipStep(name: string, reason: string, fields: StepFields = {}): void {
    this.startStep(name, fields).end('skipped', { error: reason });
  }

  /** Ends it. A later call only adds to what is told. */
  end(status: ExecutionMessage['status'] = 'success', fields: Partial<RunFields> = {}): void {
    if (this.status === 'running') {
      this.status = status;
      this.fields.duration_ms = performance.now() - this.began;
    }
    this.set(fields);
  }

  /** Ends it as failed, with what was thrown as its message. */
  fail(error: unknown, fields: Partial<RunFields> = {}): void {
    const stderr = (error instanceof Error && error.stack) || messageOf(error);
    this.end('failed', {
      validation_message: messageOf(error),
      output: { recorded: false, stderr: `${stderr}\n` },
      ...fields,
    });
  }

  /** Of a step; used by it. */
  tell(seq: number, text: string): void {
    if (this.steps.has(seq) || this.sink.take(this, text)) this.steps.set(seq, text);
    this.sink.changed(this);
  }

  /** Things that the next line holds. */
  get waitingItems(): number {
    return 1 + this.entries.length + this.steps.size;
  }

  /** What is new since the last line. */
  takeLine(): Line {
    const lost = this.sink.takeUntold();
    const attributes = lost > 0 ? { ...objectOf(this.fields.attributes), runlens_lost: lost } : {};
    const head = { ...this.fields, ...(lost > 0 ? { attributes } : {}), status: this.status };
    const lists = [
      ...(this.entries.length > 0 ? [`"entries":[${this.entries.join(',')}]`] : []),
      ...(this.steps.size > 0 ? [`"steps":[${[...this.steps.values()].join(',')}]`] : []),
    ];
    const items = this.waitingItems;
    this.entries = [];
    this.steps = new Map();
    return { text: [jsonOf(head).slice(0, -1), ...lists].join(',').concat('}'), items };
  }
}

/** One step of an execution. */
export class Step {
  private readonly startedAt = new Date().toISOString();
  private readonly began = performance.now();
  private status: StepStatus = 'running';

  constructor(
    private readonly owner: Run,
    private readonly fields: StepMessage & { seq: number },
  ) {
    this.tell();
  }

  /** Runs `work` and ends the step by what becomes of it. */
  async run<T>(work: (step: Step) => T | Promise<T>): Promise<T> {
    try {
      const output = await work(this);
      this.end('success', { output });
      return output;
    } catch (error) {
      this.end('failed', { error: messageOf(error) });
      throw error;
    }
  }

  /** A step within this one. */
  step<T>(name: string, work: (step: Step) => T | Promise<T>, fields?: StepFields): Promise<T> {
    return this.startStep(name, fields).run(work);
  }

  startStep(name: string, fields: StepFields = {}): Step {
    return this.owner.startStep(name, fields, this.fields.seq);
  }

  /** Ends it, once: what is said later changes nothing. */
  end(status: StepStatus = 'success', more: Pick<StepMessage, 'output' | 'error'> = {}): void {
    if (this.status !== 'running') return;
    this.status = status;
    Object.assign(this.fields, more, { duration_ms: performance.now() - this.began });
    this.tell();
  }

  private tell(): void {
    const { fields, status, startedAt } = this;
    this.owner.tell(fields.seq, jsonOf({ ...fields, status, started_at: startedAt }));
  }
}

const objectOf = (value: unknown) => (typeof value === 'object' ? value : null);

/** JSON of anything: what has none (a cycle, a bigint, NaN, a getter that throws) is told as text. */
export function jsonOf(value: object): string {
  try {
    return JSON.stringify(value, plain);
  } catch {
    const parts = Object.entries(value).map(([name, part]) => [name, safely(part)]);
    return JSON.stringify(Object.fromEntries(parts), plain);
  }
}

/** A map is an object where all of its keys are texts, else pairs. */
function plain(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (value instanceof Set) return [...value];
  if (!(value instanceof Map)) return value instanceof Error ? messageOf(value) : value;
  const pairs = [...value];
  return pairs.every(([key]) => typeof key === 'string') ? Object.fromEntries(pairs) : pairs;
}

function safely(value: unknown): unknown {
  try {
    JSON.stringify(value, plain);
    return value;
  } catch (error) {
    return `not JSON: ${messageOf(error)}`;
  }
}

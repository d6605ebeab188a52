import { type FromFrame, type FromWorker, type OutputChunk, RUN_ENDINGS } from './run-message';

const MAX_MESSAGE_CHARS = 2_000;
const MAX_OUTCOME_CHARS = 32_000_000;

type Members = Record<string, unknown>;

const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null;

const text = (value: unknown, most: number): string | null =>
  typeof value === 'string' && value.length <= most ? value : null;

const count = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;

const cut = (value: unknown): string =>
  typeof value === 'string' ? value.slice(0, MAX_MESSAGE_CHARS) : 'it does not say why';

const stream = (value: unknown) => (value === 'stdout' || value === 'stderr' ? value : null);

function chunk(value: unknown): OutputChunk | null {
  if (!isMembers(value)) return null;
  const name = stream(value.stream);
  const { bytes } = value;
  // Of memory that is not shared: it is handed on whole.
  const isOwn = bytes instanceof Uint8Array && bytes.buffer instanceof ArrayBuffer;
  return name && isOwn ? { stream: name, bytes } : null;
}

/** A message of the worker, or null for anything else that the code in it may have sent. */
export function readWorkerMessage(data: unknown): FromWorker | null {
  if (!isMembers(data)) return null;
  switch (data.type) {
    case 'ready':
      return { type: 'ready', python: text(data.python, 40) ?? 'unknown' };
    case 'output': {
      const one = chunk(data);
      return one && { type: 'output', ...one };
    }
    case 'done': {
      const exitCode = count(data.exitCode);
      if (exitCode === null || exitCode > 255) return null;
      return { type: 'done', exitCode, outcomeText: text(data.outcomeText, MAX_OUTCOME_CHARS) };
    }
    case 'crashed':
      return { type: 'crashed', message: cut(data.message) };
    default:
      return null;
  }
}

/** A message of the frame, or null for anything that is none. */
export function readFrameMessage(data: unknown): FromFrame | null {
  if (!isMembers(data)) return null;
  const run = count(data.run);
  switch (data.type) {
    case 'open':
    case 'compiled':
      return { type: data.type };
    case 'warm':
      return { type: 'warm', python: text(data.python, 40) ?? 'unknown' };
    case 'broken':
      return { type: 'broken', message: cut(data.message) };
    case 'started':
      return run === null ? null : { type: 'started', run };
    case 'output': {
      if (run === null || !Array.isArray(data.chunks)) return null;
      const chunks = data.chunks.map(chunk);
      return chunks.every((one) => one !== null) ? { type: 'output', run, chunks } : null;
    }
    case 'end': {
      const { end } = data;
      const ending = isMembers(end) && RUN_ENDINGS.find((one) => one === end.ending);
      if (run === null || !ending) return null;
      const exitCode = ending === 'finished' ? count(end.exitCode) : null;
      const outcomeText = text(end.outcomeText, MAX_OUTCOME_CHARS);
      const message = typeof end.message === 'string' ? cut(end.message) : null;
      return { type: 'end', run, end: { ending, exitCode, outcomeText, message } };
    }
    default:
      return null;
  }
}

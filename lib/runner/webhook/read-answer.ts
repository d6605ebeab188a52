import { scanRawJson } from '@/lib/domain/raw-json-scan';
import type { RunOutcome } from '../executor';
import type { Answer } from './post-webhook';

/** Longest message that is taken over, in characters. */
const MAX_MESSAGE = 100_000;
const MAX_NAME = 512;

const FINISHED = ['success', 'failed', 'partially_executed'] as const;

export type Heard =
  | { kind: 'outcome'; outcome: RunOutcome }
  /** To be asked again. */
  | { kind: 'failure'; reason: string; retryAfter: string | null };

/**
 * What an answer means. 2xx with a JSON object that names a status that is an end: that is the outcome.
 * Any other 2xx: it is taken, and whoever took it reports later. 410: never again. Everything else,
 * redirects as well, has failed this time.
 */
export function readAnswer(answer: Answer, actionKey: string | null): Heard {
  const { status, retryAfter, body } = answer;
  if (status === 410) {
    const reason = 'The receiver wants no more of these (410 Gone)';
    return { kind: 'outcome', outcome: { kind: 'refused', reason } };
  }
  if (status < 200 || status > 299) {
    const isRedirect = status >= 300 && status < 400;
    const reason = `It answered ${status}${isRedirect ? ', and redirects are not followed' : ''}`;
    return { kind: 'failure', reason, retryAfter };
  }
  if (status === 202) return { kind: 'outcome', outcome: { kind: 'accepted' } };
  if (body === null) {
    return { kind: 'failure', reason: 'Its answer was longer than 64 KB', retryAfter: null };
  }
  return { kind: 'outcome', outcome: outcomeOf(body, actionKey) };
}

function outcomeOf(body: string, actionKey: string | null): RunOutcome {
  const scan = scanRawJson(body);
  if (!scan.ok || scan.json.root.kind !== 'object') return { kind: 'accepted' };
  const members = new Map(scan.json.members.map((m) => [m.key, body.slice(m.start, m.end)]));
  const status = textOf(members.get('status'), MAX_NAME);
  const message = textOf(members.get('validation_message'), MAX_MESSAGE);
  const output = members.get('output');
  const outputText = output?.startsWith('{') ? output : null;
  if (status === 'rejected') {
    return { kind: 'rejected', reason: message ?? 'The receiver gave up for time', outputText };
  }
  const finished = FINISHED.find((one) => one === status);
  if (!finished) return { kind: 'accepted' };
  const raised = textOf(members.get('raised_action'), MAX_NAME);
  return {
    kind: 'finished',
    status: finished,
    outputText,
    raisedAction: raised ?? (message === null ? null : actionKey),
    validationMessage: message,
  };
}

/** Text that the database can hold: it takes no NUL and no half of a surrogate pair. */
function textOf(raw: string | undefined, most: number): string | null {
  if (!raw?.startsWith('"')) return null;
  const text = (JSON.parse(raw) as string).slice(0, most);
  return text.replace(/\0|\p{Surrogate}/gu, '\ufffd');
}

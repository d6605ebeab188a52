import type { Executor, RunControl, RunJob, RunOutcome } from '../executor';
import type { AddressPolicy } from './address-policy';
import { ClosedAddress, type Lookup, resolveName } from './connect-guarded';
import { type Answer, POST_LIMITS, type PostLimits, postWebhook } from './post-webhook';
import { readAnswer } from './read-answer';
import { MAX_DELIVERIES, nextDelivery } from './retry-schedule';
import { signWebhook } from './sign-webhook';
import { webhookBody } from './webhook-body';
import { webhookUrl } from './webhook-url';

/** Where the runs of an action go, and what signs them. */
export interface WebhookTarget {
  url: string;
  /** Those that hold now, the newest first: several while one is being replaced. */
  secrets: readonly string[];
}

export interface WebhookOptions {
  /** The settings of the job's action; null when it has no webhook any more. Read at every delivery. */
  findTarget: (job: RunJob) => Promise<WebhookTarget | null>;
  /** Where a receiver reports to that is not done when it answers. */
  callbackUrl: (job: RunJob) => string;
  policy: AddressPolicy;
  /** For tests: the names of this world, its patience, its dice. */
  lookup?: Lookup;
  limits?: PostLimits;
  random?: () => number;
}

/** What is kept between two deliveries. */
interface Checkpoint {
  webhook: { failed: number };
}

/**
 * Hands runs over to the system that owns the automation, at least once each: every delivery of an attempt
 * has the same `webhook-id`, by which the receiver knows one that it has seen. What fails is delivered
 * again on a schedule, and between two deliveries holds no worker.
 */
export function createWebhookExecutor(options: WebhookOptions): Executor {
  return { run: (job, control) => deliver(options, job, control) };
}

async function deliver(
  options: WebhookOptions,
  job: RunJob,
  control: RunControl,
): Promise<RunOutcome> {
  const refused = (reason: string): RunOutcome => ({ kind: 'refused', reason });
  const target = await options.findTarget(job);
  if (!target) return refused('No webhook is set for this action any more');
  if (target.secrets.length === 0) return refused('The webhook has no secret to sign with');
  const url = webhookUrl(target.url);
  if (!url) return refused('The URL of the webhook is none that starts with http:// or https://');
  let reason: string;
  let retryAfter: string | null = null;
  try {
    const answer = await post(options, url, target, job, control.signal);
    const heard = readAnswer(answer, job.actionKey);
    if (heard.kind === 'outcome') return heard.outcome;
    ({ reason, retryAfter } = heard);
  } catch (error) {
    if (control.signal.aborted) return { kind: 'stopped' };
    if (error instanceof ClosedAddress) return refused(error.message);
    reason = error instanceof Error ? inWords(error) : String(error);
  }
  const failed = failedBefore(job.checkpoint) + 1;
  const afterMs = nextDelivery(failed, (options.random ?? Math.random)(), retryAfter);
  const said = `Delivery ${failed} of ${MAX_DELIVERIES} failed: ${reason}`;
  control.log({ level: 'warning', event: 'webhook_failed', message: said, dataText: null });
  if (afterMs === null) return refused(`Given up after ${MAX_DELIVERIES} deliveries. ${reason}`);
  control.save({ webhook: { failed } } satisfies Checkpoint);
  return { kind: 'later', afterMs, reason: said };
}

function post(
  options: WebhookOptions,
  url: URL,
  { secrets }: WebhookTarget,
  job: RunJob,
  signal: AbortSignal,
): Promise<Answer> {
  const now = new Date();
  const body = webhookBody(job, now, options.callbackUrl(job));
  const message = { id: job.idempotencyKey, timestampS: Math.floor(now.getTime() / 1000), body };
  return postWebhook({
    ...{ url, body, signal, policy: options.policy },
    lookup: options.lookup ?? resolveName,
    limits: options.limits ?? POST_LIMITS,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Runlens',
      'webhook-id': message.id,
      'webhook-timestamp': String(message.timestampS),
      'webhook-signature': signWebhook(message, secrets),
    },
  });
}

function failedBefore(checkpoint: unknown): number {
  const kept = (checkpoint as Partial<Checkpoint> | null)?.webhook?.failed;
  return typeof kept === 'number' && Number.isSafeInteger(kept) && kept > 0 ? kept : 0;
}

const WORDS: Record<string, string> = {
  ECONNREFUSED: 'nobody listens there',
  ECONNRESET: 'the connection broke off',
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'its name cannot be resolved now',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no way to it',
  HPE_HEADER_OVERFLOW: 'its answer has more than 16 KB of headers',
};

function inWords(error: Error): string {
  const { code = '' } = error as NodeJS.ErrnoException;
  return WORDS[code] ?? (code ? `${error.message} (${code})` : error.message);
}

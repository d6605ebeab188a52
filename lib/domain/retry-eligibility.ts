import type { ExecutorKind } from './action-runner';
import { isPython, languageName } from './bundle-refusal';
import { isFailing } from './error-group';
import type { Alteration } from './execution';
import { MAX_ATTEMPTS } from './retry-limit';
import { isTerminal, type Status } from './status';

/** Why an execution cannot be retried: the code for programs, the words for people. */
export const RETRY_REFUSALS = {
  already_running: 'It is already running, or waits for a worker.',
  not_failed: 'It has not failed: there is nothing to retry.',
  limit_used_up: `It has been retried ${MAX_ATTEMPTS - 1} times, which is the most. Start a new execution.`,
  response_connector:
    'One of its steps is a Response connector: whoever waited for the answer is gone, so it cannot be retried.',
  trigger_changed:
    'Its trigger was reconfigured since: the execution still has the payload of the previously configured trigger. Start a new execution.',
  code_cut: 'Its code was not stored whole, so what ran cannot run again.',
  context_cut: 'Its context was not stored whole, so it cannot run on what it ran on.',
  redacted: 'Parts of its code or context were redacted, so it cannot run on what it ran on.',
  no_code: 'No code was sent with it, and its action has none that could run instead.',
  no_executor: 'Nothing can run it: no runner is set up for its action.',
} as const;

export type RetryRefusal = keyof typeof RETRY_REFUSALS;

/** The order in which people are told: what nobody can change comes first. */
export const REFUSAL_ORDER = Object.keys(RETRY_REFUSALS) as RetryRefusal[];

/** What could run it. */
export interface ExecutorChoice {
  kind: ExecutorKind;
  /** Why it cannot run anything at present, in words; null when it can. */
  problem: string | null;
  /** The version of Python that it runs with; null where nobody knows, or it runs no Python. */
  python: string | null;
}

/** What the decision is made from. */
export interface RetryFacts {
  status: Status;
  /** Of the last attempt, from 1. */
  attempt: number;
  /** Whether a run of it is not over. */
  hasOpenRun: boolean;
  hasResponseStep: boolean;
  /** Of its own trigger, and the newest one of its action; null where none was sent. */
  triggerHash: string | null;
  newestTriggerHash: string | null;
  /** Lower-case hex of the code that ran, and of the newest of its action. */
  codeSha256: string | null;
  currentCodeSha256: string | null;
  alterations: readonly Pick<Alteration, 'path' | 'code'>[];
  /** Of its code, as it was sent; null where nothing was said. */
  language: string | null;
  /** The version of Python that it was recorded with. */
  python: string | null;
  executor: ExecutorChoice;
}

/** What somebody may want to run instead of what ran. */
export interface RetryWish {
  code: 'original' | 'current';
  /** Whether another context takes the place of the recorded one. */
  hasOwnContext: boolean;
}

export const AS_IT_WAS: RetryWish = { code: 'original', hasOwnContext: false };

export interface RetryDecision {
  /** Every reason against it, the first to be told first; empty when it can be retried. */
  refusals: readonly { code: RetryRefusal; message: string }[];
  /** What may turn out differently, in words. */
  warnings: readonly string[];
}

/** Whether an execution can be retried, and every reason why not. Pure: the facts decide. */
export function decideRetry(facts: RetryFacts, wish: RetryWish = AS_IT_WAS): RetryDecision {
  const codes = REFUSAL_ORDER.filter((code) => HOLDS[code](facts, wish));
  return {
    refusals: codes.map((code) => ({ code, message: wordsOf(code, facts) })),
    warnings: warningsOf(facts, wish),
  };
}

type Rule = (facts: RetryFacts, wish: RetryWish) => boolean;

/** A reason without a rule does not compile. */
const HOLDS: Record<RetryRefusal, Rule> = {
  already_running: ({ status, hasOpenRun }) => hasOpenRun || !isTerminal(status),
  not_failed: ({ status, hasOpenRun }) => !hasOpenRun && isTerminal(status) && !isFailing(status),
  limit_used_up: ({ attempt }) => attempt >= MAX_ATTEMPTS,
  response_connector: ({ hasResponseStep }) => hasResponseStep,
  trigger_changed: ({ triggerHash, newestTriggerHash }) =>
    triggerHash !== null && newestTriggerHash !== null && newestTriggerHash !== triggerHash,
  code_cut: ({ alterations }, { code }) =>
    code === 'original' && alterations.some((one) => one.code === 'truncated' && isIn(one, 'code')),
  context_cut: ({ alterations }, { hasOwnContext }) =>
    !hasOwnContext && alterations.some((one) => one.code === 'truncated' && isIn(one, 'context')),
  redacted: ({ alterations }, { code, hasOwnContext }) =>
    alterations.some(
      (one) =>
        one.code === 'redacted' &&
        ((isIn(one, 'code') && code === 'original') || (isIn(one, 'context') && !hasOwnContext)),
    ),
  no_code: ({ executor, ...facts }, { code }) =>
    executor.kind === 'sandbox' &&
    (code === 'original' ? facts.codeSha256 : facts.currentCodeSha256) === null,
  no_executor: (facts) => problemOf(facts) !== null,
};

function isIn({ path }: { path: string }, member: 'code' | 'context'): boolean {
  return path === member || path.startsWith(`${member}.`) || path.startsWith(`${member}[`);
}

/** Why nothing can run it at present. */
function problemOf({ executor, language }: RetryFacts): string | null {
  if (executor.problem !== null || executor.kind !== 'sandbox' || isPython(language)) {
    return executor.problem;
  }
  return `The sandbox runs Python, and its code is ${languageName(language ?? '')}. A webhook can hand it to the system that runs it: set one up for its action.`;
}

function wordsOf(code: RetryRefusal, facts: RetryFacts): string {
  const problem = problemOf(facts);
  if (code === 'no_executor' && problem !== null) return problem;
  return code === 'no_code' && facts.currentCodeSha256 !== null
    ? 'No code was sent with it; only the code that its action has now can run.'
    : RETRY_REFUSALS[code];
}

function warningsOf(facts: RetryFacts, { code }: RetryWish): string[] {
  const { python, executor, codeSha256, currentCodeSha256, status } = facts;
  const { triggerHash, newestTriggerHash } = facts;
  const warnings: string[] = [];
  const [recorded, here] = [minorOf(python), minorOf(executor.python)];
  if (recorded && here && recorded !== here) {
    warnings.push(
      `It ran on Python ${recorded} and would run on ${here}: what it prints may differ in wording.`,
    );
  }
  const isOlder = codeSha256 !== null && codeSha256 !== currentCodeSha256;
  if (code === 'original' && currentCodeSha256 !== null && isOlder) {
    warnings.push('The action has other code by now: this runs the code as it was.');
  }
  if (triggerHash === null && newestTriggerHash !== null) {
    warnings.push('It does not say which trigger it had: that may have been reconfigured since.');
  }
  if (status === 'partially_executed') {
    warnings.push('Some of its steps were done, and will be done again.');
  }
  return warnings;
}

/** `3.11` of `3.11.7`. */
function minorOf(version: string | null): string | null {
  return /^(\d+\.\d+)/.exec(version ?? '')?.[1] ?? null;
}

import { describe, expect, it } from 'vitest';
import {
  AS_IT_WAS,
  decideRetry,
  RETRY_REFUSALS,
  type RetryFacts,
  type RetryRefusal,
  type RetryWish,
} from './retry-eligibility';
import { STATUSES } from './status';

const A = 'a'.repeat(64);
const B = 'b'.repeat(64);
const GOOD: RetryFacts = {
  ...{ status: 'failed', attempt: 1, hasOpenRun: false, hasResponseStep: false },
  ...{ triggerHash: 't1', newestTriggerHash: 't1', codeSha256: A, currentCodeSha256: A },
  ...{ alterations: [], python: '3.11.7', language: 'python' },
  executor: { kind: 'sandbox', problem: null, python: '3.11.2' },
};
const CURRENT: RetryWish = { code: 'current', hasOwnContext: false };
const OWN_CONTEXT: RetryWish = { code: 'original', hasOwnContext: true };
const webhook = { kind: 'webhook', problem: null, python: null } as const;
const cut = (path: string) => ({ alterations: [{ path, code: 'truncated' }] });
const redacted = (path: string) => ({ alterations: [{ path, code: 'redacted' }] });
const codes = (facts: Partial<RetryFacts>, wish: RetryWish = AS_IT_WAS) =>
  decideRetry({ ...GOOD, ...facts }, wish).refusals.map(({ code }) => code);

type Case = [facts: Partial<RetryFacts>, refusals: RetryRefusal[], wish?: RetryWish];

const CASES: Case[] = [
  [{}, []],
  [{ attempt: 2 }, []],
  [{ attempt: 3 }, ['limit_used_up']],
  [{ attempt: 9 }, ['limit_used_up']],
  [{ hasOpenRun: true }, ['already_running']],
  [{ hasResponseStep: true }, ['response_connector']],
  [{ newestTriggerHash: 't2' }, ['trigger_changed']],
  [{ triggerHash: null }, []],
  [{ triggerHash: null, newestTriggerHash: null }, []],
  [{ newestTriggerHash: null }, []],
  [{ codeSha256: null, currentCodeSha256: null }, ['no_code']],
  [{ codeSha256: null }, ['no_code']],
  [{ codeSha256: null }, [], CURRENT],
  [{ currentCodeSha256: null }, ['no_code'], CURRENT],
  [{ codeSha256: null, executor: webhook }, []],
  [{ language: null }, []],
  [{ language: 'javascript' }, ['no_executor']],
  [{ language: 'javascript', executor: webhook }, []],
  [
    { executor: { kind: 'sandbox', problem: 'bubblewrap is missing', python: null } },
    ['no_executor'],
  ],
  [cut('code'), ['code_cut']],
  [cut('code'), [], CURRENT],
  [cut('context'), ['context_cut']],
  [cut('context.part.name'), ['context_cut']],
  [cut('context'), [], OWN_CONTEXT],
  [cut('contextual'), []],
  [cut('validation_message'), []],
  [redacted('context.password'), ['redacted']],
  [redacted('context.password'), [], OWN_CONTEXT],
  [redacted('code'), ['redacted']],
  [redacted('code'), [], CURRENT],
  [redacted('entries[0].message'), []],
  [{ status: 'success', attempt: 3 }, ['not_failed', 'limit_used_up']],
];

describe('whether it can be retried', () => {
  it.each(CASES)('%j: %j', (facts, refusals, wish) => {
    expect(codes(facts, wish)).toEqual(refusals);
  });

  it.each(STATUSES)('by its status, %s', (status) => {
    const expected: Record<string, RetryRefusal[]> = {
      ...{ failed: [], rejected: [], partially_executed: [], success: ['not_failed'] },
      ...{ running: ['already_running'], paused: ['already_running'] },
      ...{ pending: ['already_running'], queued: ['already_running'] },
    };
    expect(codes({ status })).toEqual(expected[status]);
  });

  it('has every reason in the table above', () => {
    const seen = new Set(CASES.flatMap(([, refusals]) => refusals));
    expect([...seen].sort()).toEqual(Object.keys(RETRY_REFUSALS).sort());
  });

  it('says why in words, and for an executor in its own', () => {
    expect(decideRetry({ ...GOOD, newestTriggerHash: 't2' }).refusals[0]?.message).toContain(
      'the execution still has the payload of the previously configured trigger',
    );
    const executor = { kind: 'sandbox', problem: 'bubblewrap is missing', python: null } as const;
    expect(decideRetry({ ...GOOD, executor }).refusals[0]?.message).toBe('bubblewrap is missing');
  });

  it('says whether its action has code where it has none itself', () => {
    const words = (currentCodeSha256: string | null) =>
      decideRetry({ ...GOOD, codeSha256: null, currentCodeSha256 }).refusals[0]?.message;
    expect(words(A)).toContain('only the code that its action has now can run');
    expect(words(null)).toContain('its action has none');
  });
});

describe('warnings', () => {
  const warnings = (facts: Partial<RetryFacts>, wish = AS_IT_WAS) =>
    decideRetry({ ...GOOD, ...facts }, wish).warnings;

  it('is silent where nothing differs', () => {
    expect(warnings({})).toEqual([]);
    expect(warnings({ python: null })).toEqual([]);
    expect(warnings({ executor: webhook })).toEqual([]);
  });

  it('names another minor version of Python', () => {
    expect(warnings({ python: '3.9.1' })).toEqual([
      'It ran on Python 3.9 and would run on 3.11: what it prints may differ in wording.',
    ]);
  });

  it('says that the action has other code, unless that is what runs', () => {
    expect(warnings({ currentCodeSha256: B })).toHaveLength(1);
    expect(warnings({ codeSha256: null, currentCodeSha256: B })).toEqual([]);
    expect(warnings({ currentCodeSha256: B }, CURRENT)).toEqual([]);
  });

  it('says that the trigger may be another one', () => {
    expect(warnings({ triggerHash: null })).toHaveLength(1);
    expect(warnings({ triggerHash: null, newestTriggerHash: null })).toEqual([]);
  });

  it('says that steps were done', () => {
    expect(warnings({ status: 'partially_executed' })).toHaveLength(1);
  });
});

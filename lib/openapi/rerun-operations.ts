import type { Operation } from './operation';

const common = { tag: 'Rerun', key: true, manner: 'problem' } as const;

export const RERUN_OPERATIONS: readonly Operation[] = [
  {
    ...common,
    id: 'retryExecution',
    method: 'post',
    path: '/api/v1/executions/{id}/retry',
    summary: 'Start the next attempt',
    headers: ['Idempotency-Key'],
    body: {
      content: { 'application/json': 'RetryRequest' },
      isRequired: false,
      description: 'Without one the recorded code runs on the recorded context',
      example: { code: 'current' },
    },
    answers: {
      202: { description: 'It waits for a worker', content: { 'application/json': 'RetryAnswer' } },
      409: {
        description: '`not_retryable`: `reasons` says why, `conflict` that it changed meanwhile',
        content: { 'application/problem+json': 'NotRetryable' },
      },
    },
    refusals: ['invalid_input', 'not_found', 'too_large'],
  },
  steering('cancel', 'Cancel its run'),
  steering('pause', 'Pause its run'),
  steering('resume', 'Let a paused run go on'),
  {
    ...common,
    id: 'getVerdict',
    method: 'get',
    path: '/api/v1/executions/{id}/verdict',
    summary: 'Whether a rerun gave what was recorded',
    answers: { 200: { description: 'It', content: { 'application/json': 'Verdict' } } },
    refusals: ['not_found'],
  },
  {
    ...common,
    id: 'reportVerdict',
    method: 'post',
    path: '/api/v1/executions/{id}/verdict',
    summary: 'Report a rerun',
    description:
      '`bundle_sha256` names what ran: the file from the line that begins its action to the line before `#=== runtime ===`. Another version of the file is refused.',
    body: {
      content: { 'application/json': 'VerdictReport' },
      isRequired: true,
      description: 'What `--verify` found; up to 4 MB',
      example: {
        outcome: 'same',
        python: '3.11.7',
        implementation: 'cpython',
        bundle_sha256: '0'.repeat(64),
        masked: false,
        differences: [],
      },
    },
    answers: {
      200: { description: 'What became of it', content: { 'application/json': 'VerdictDecision' } },
    },
    refusals: ['invalid_input', 'not_found', 'conflict', 'too_large'],
  },
];

function steering(wish: 'cancel' | 'pause' | 'resume', summary: string): Operation {
  const content = { 'application/json': 'SteerAnswer' } as const;
  return {
    ...common,
    id: `${wish}Run`,
    method: 'post',
    path: `/api/v1/executions/{id}/${wish}`,
    summary,
    answers: {
      200: { description: 'It is done', content },
      202: { description: 'Its worker does it within seconds', content },
    },
    refusals: ['not_found', 'conflict'],
  };
}

import { attemptRequestShape } from '@/lib/query-state/attempt-request';
import { entryFilterShape, entryRequestShape } from '@/lib/query-state/entry-request';
import { stepRequestShape } from '@/lib/query-state/step-request';
import { listPage } from './list-page';
import { NOT_CHANGED } from './not-changed';
import type { Answer, Operation } from './operation';
import { streamPlace } from './stream-place';

const common = { method: 'get', tag: 'Read', key: true, manner: 'problem' } as const;

const AS_SENT: Answer = {
  description:
    'The bytes that were sent: digits, order and double keys are kept, and `NaN` where it was in there',
  content: { 'application/json': {} },
};

export const READ_OPERATIONS: readonly Operation[] = [
  {
    ...common,
    id: 'getExecution',
    path: '/api/v1/executions/{id}',
    summary: 'One execution',
    answers: { 200: { description: 'It', content: { 'application/json': 'Execution' } } },
    refusals: ['not_found'],
  },
  partOfAttempt('Code', 'code', 'Its code', {
    description: 'Exactly as it was sent',
    content: { 'text/plain': { type: 'string' } },
  }),
  partOfAttempt('Context', 'context', 'Its context', AS_SENT),
  partOfAttempt('Output', 'output', 'What was recorded of it', AS_SENT),
  {
    ...partOfAttempt('Bundle', 'bundle', 'The Python file that reproduces it', {
      description: 'A file',
      content: { 'text/x-python': { type: 'string' } },
    }),
    description:
      'Also of an attempt that was sent as an execution of its own. Of one that a retry has followed there is no file: its code, context and output can be read.',
    refusals: ['invalid_input', 'not_found', 'conflict'],
  },
  {
    ...common,
    id: 'listSteps',
    path: '/api/v1/executions/{id}/steps',
    summary: 'Its steps',
    description:
      'A page of long texts is shorter than was asked for. A retry begins without steps: those of an earlier attempt are kept with it.',
    query: stepRequestShape,
    answers: { 200: listPage('StepList') },
    refusals: ['invalid_input', 'not_found'],
  },
  {
    ...common,
    id: 'listEntries',
    path: '/api/v1/executions/{id}/entries',
    summary: 'Its log lines',
    description: 'A page of long texts is shorter than was asked for.',
    query: entryRequestShape,
    answers: { 200: listPage('EntryList') },
    refusals: ['invalid_input', 'not_found'],
  },
  {
    ...common,
    id: 'streamEntries',
    path: '/api/v1/executions/{id}/entries/stream',
    summary: 'Follow its log lines',
    description:
      'Server-sent events `entry`, from the start or from `Last-Event-ID`, then as they come; `end` when it has ended. A reader who is too slow gets `gap` with `from` and `to`: ask for `/entries?arrived_after=from&arrived_until=to`.',
    query: entryFilterShape.extend({ after: streamPlace }),
    headers: ['Last-Event-ID'],
    answers: {
      200: {
        description: 'Events, until it has ended or somebody hangs up',
        content: { 'text/event-stream': { type: 'string', description: 'Events with an Entry' } },
      },
    },
    refusals: ['invalid_input', 'not_found'],
  },
  {
    ...common,
    id: 'listAttempts',
    path: '/api/v1/executions/{id}/attempts',
    summary: 'Its attempts',
    answers: {
      200: { description: 'All of them', content: { 'application/json': 'AttemptList' } },
    },
    refusals: ['not_found'],
  },
];

/** A text of an execution that seldom or never changes. */
function part(name: string, path: string, summary: string, answer: Answer): Operation {
  return {
    ...common,
    id: `getExecution${name}`,
    path: `/api/v1/executions/{id}/${path}`,
    summary,
    headers: ['If-None-Match'],
    answers: { 200: { ...answer, headers: ['ETag'] }, 304: NOT_CHANGED },
    refusals: ['not_found'],
  };
}

/** The same, of one of its attempts. */
function partOfAttempt(...of: Parameters<typeof part>): Operation {
  return { ...part(...of), query: attemptRequestShape, refusals: ['invalid_input', 'not_found'] };
}

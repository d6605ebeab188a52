import type { Operation } from './operation';

const REPORTED = '200 with what became of each item; 422 where every one of them was rejected.';
const FORMS = 'One object, an array, or NDJSON; up to 64 MB and 10,000 items.';

const lines = (name: 'ExecutionMessage' | 'StepLine' | 'EntryMessage') => ({
  'application/json': {
    anyOf: [
      { $ref: `#/components/schemas/${name}` },
      { type: 'array', items: { $ref: `#/components/schemas/${name}` } },
    ],
  },
  'application/x-ndjson': { type: 'string', description: `Lines, each of them one ${name}` },
});

const common = {
  method: 'post',
  tag: 'Send',
  key: true,
  headers: ['Content-Encoding'],
  manner: 'problem',
} as const;

export const SEND_OPERATIONS: readonly Operation[] = [
  {
    ...common,
    id: 'sendExecutions',
    path: '/api/v1/executions',
    summary: 'Send executions',
    description: `A bad item never harms its neighbours. The same execution again (same \`id\`, same \`created_at\`) changes nothing, and a later \`status\` updates it. ${REPORTED}`,
    body: {
      content: lines('ExecutionMessage'),
      isRequired: true,
      description: FORMS,
      example: {
        id: 'run_1',
        event: 'UPDATE',
        target: 'PART',
        status: 'failed',
        validation_message: 'Part 34 has no revision',
        actions: [{ key: 'check_part' }],
        raised_action: 'check_part',
        context: { part: { id: 34 } },
      },
    },
    answers: {
      200: { description: 'Read to the end', content: { 'application/json': 'IngestReport' } },
      400: {
        description: '`invalid_input`: the body is none of the three forms',
        content: { 'application/problem+json': 'IngestProblem' },
      },
      413: {
        description: '`too_large`: what came before the limit is stored',
        content: { 'application/problem+json': 'IngestProblem' },
      },
      422: { description: 'Nothing was stored', content: { 'application/json': 'IngestReport' } },
    },
    refusals: [],
  },
  {
    ...common,
    id: 'appendSteps',
    path: '/api/v1/executions/{id}/steps',
    summary: 'Append steps',
    description: `A step is known by its \`seq\`: send it when it begins and again when it has ended. ${REPORTED}`,
    body: {
      content: lines('StepLine'),
      isRequired: true,
      description: FORMS,
      example: { seq: 1, name: 'Read part', connector: 'http', status: 'success' },
    },
    answers: appended(),
    refusals: ['not_found'],
  },
  {
    ...common,
    id: 'appendEntries',
    path: '/api/v1/executions/{id}/entries',
    summary: 'Append log lines',
    description: `An entry is known by its \`seq\`, without one by its \`id\`, without either by all that it says. ${REPORTED}`,
    body: {
      content: lines('EntryMessage'),
      isRequired: true,
      description: FORMS,
      example: { level: 'info', event: 'resource_completed', message: '12,500 rows' },
    },
    answers: appended(),
    refusals: ['not_found'],
  },
];

function appended(): Operation['answers'] {
  return {
    200: { description: 'Read to the end', content: { 'application/json': 'AppendReport' } },
    400: {
      description: '`invalid_input`: the body is none of the three forms',
      content: { 'application/problem+json': 'AppendProblem' },
    },
    413: {
      description: '`too_large`: what came before the limit is stored',
      content: { 'application/problem+json': 'AppendProblem' },
    },
    422: { description: 'Nothing was stored', content: { 'application/json': 'AppendReport' } },
  };
}

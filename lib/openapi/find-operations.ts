import { exportStyleShape } from '@/lib/query-state/export-request';
import { executionFilterShape, listRequestShape } from '@/lib/query-state/list-request';
import { listPage } from './list-page';
import type { Operation } from './operation';
import { streamPlace } from './stream-place';

const common = { method: 'get', tag: 'Find', key: true, manner: 'problem' } as const;

export const FIND_OPERATIONS: readonly Operation[] = [
  {
    ...common,
    id: 'listExecutions',
    path: '/api/v1/executions',
    summary: 'List executions',
    description:
      'A long search comes back with what it has found so far: a page may be short, or empty, while `next` is not null.',
    query: listRequestShape,
    answers: { 200: listPage('ExecutionList') },
    refusals: ['invalid_input'],
  },
  {
    ...common,
    id: 'exportExecutions',
    path: '/api/v1/export',
    summary: 'Export executions',
    description:
      'Everything that matches, while it is read. NDJSON ends with `{"end":true,"count":…}`: without that line it broke off, and goes on after the row whose id is given as `cursor`.',
    query: executionFilterShape.extend({
      order: listRequestShape.shape.order,
      cursor: listRequestShape.shape.cursor.describe(
        'The id of the last row that came: an export that broke off goes on behind it',
      ),
      ...exportStyleShape.shape,
    }),
    answers: {
      200: {
        description: 'A file',
        content: {
          'application/x-ndjson': { type: 'string', description: 'Lines of ExecutionSummary' },
          'text/csv': { type: 'string', description: 'With a heading' },
        },
      },
    },
    refusals: ['invalid_input'],
  },
  {
    ...common,
    id: 'downloadBundles',
    method: 'post',
    path: '/api/v1/bundles',
    summary: 'The Python files of several executions',
    description:
      'By their ids, or all that match; 5,000 at most. `run_all.py` verifies all of them, and `manifest.json` says what each file is.',
    body: {
      content: { 'application/json': 'ZipRequest' },
      isRequired: true,
      description: 'Ids, or the parameters of a list',
      example: { q: 'status:failed', since: '-24h' },
    },
    answers: {
      200: {
        description: 'A zip, while it is made: one without its end broke off',
        content: { 'application/zip': { type: 'string', format: 'binary' } },
      },
    },
    refusals: ['invalid_input', 'not_found', 'too_large'],
  },
  {
    ...common,
    id: 'streamExecutions',
    path: '/api/v1/executions/stream',
    summary: 'Follow a list',
    description:
      'Server-sent events: `ready` first, `executions` with ExecutionChanges as its data, `beat` when nothing happens, and `reset` when too much was missed: ask for the list anew. `Last-Event-ID`, or `after`, goes on where a reader was.',
    query: executionFilterShape.extend({ after: streamPlace }),
    headers: ['Last-Event-ID'],
    answers: {
      200: {
        description: 'Events, until somebody hangs up',
        content: {
          'text/event-stream': { type: 'string', description: 'Events with ExecutionChanges' },
        },
      },
    },
    refusals: ['invalid_input'],
  },
];

import { flowDownloadShape, flowLogShape } from '@/lib/dialects/akinon/flow-log-shape';
import { runLogShape } from '@/lib/dialects/run-log-schema';
import type { Operation } from './operation';

const common = { method: 'get', key: true } as const;

export const DIALECT_OPERATIONS: readonly Operation[] = [
  {
    ...common,
    id: 'listRunLogs',
    path: '/api/v1/action-runs/{id}/logs',
    tag: 'VirtuousAI',
    summary: 'All log lines of a run',
    query: runLogShape,
    answers: {
      200: {
        description: 'While they are read: an array without its end broke off',
        content: {
          'application/json': { type: 'array', items: { $ref: '#/components/schemas/RunLog' } },
        },
      },
    },
    refusals: ['invalid_input', 'not_found'],
    manner: 'problem',
  },
  {
    ...common,
    id: 'streamRunLogs',
    path: '/api/v1/action-runs/{id}/logs/stream',
    tag: 'VirtuousAI',
    summary: 'Follow the log lines of a run',
    description:
      'Server-sent events without a type, each with a RunLog; the last one is `end`. With a `Last-Event-ID` that is none of this stream it begins at the start.',
    query: runLogShape,
    headers: ['Last-Event-ID'],
    answers: {
      200: {
        description: 'Events, until it has ended or somebody hangs up',
        content: { 'text/event-stream': { type: 'string', description: 'Events with a RunLog' } },
      },
    },
    refusals: ['invalid_input', 'not_found'],
    manner: 'problem',
  },
  {
    ...common,
    id: 'getActionLog',
    path: '/logs/actions/{actionRunId}',
    tag: 'StackOne',
    summary: 'One execution as an action log',
    answers: { 200: { description: 'It', content: { 'application/json': 'ActionLog' } } },
    refusals: ['not_found'],
    manner: 'action-log',
  },
  {
    ...common,
    id: 'listFlowLogs',
    path: '/logs',
    tag: 'Akinon',
    summary: 'Logs of a flow',
    description:
      'A flow is an action. `search_field.N` with `search_value.N` (N from 1 to 10) looks for line logs whose data has that value. The key may also come in the header Authentication.',
    query: flowLogShape,
    answers: { 200: { description: 'A page', content: { 'application/json': 'FlowLogPage' } } },
    refusals: ['invalid_input', 'not_found'],
    manner: 'flow-log',
  },
  {
    ...common,
    id: 'downloadFlowLog',
    path: '/logs/download',
    tag: 'Akinon',
    summary: 'One log with its bodies',
    description: 'An id that there is not is answered 400, as its document has it.',
    query: flowDownloadShape,
    answers: {
      200: {
        description: 'Base64 of a zip that holds one JSON file',
        content: { 'text/plain': { type: 'string', pattern: '^[A-Za-z0-9+/]+=*$' } },
      },
    },
    refusals: ['invalid_input'],
    manner: 'flow-log',
  },
  otlp('traces', 'Send spans', { message: 'TraceExport', answer: 'TraceAnswer' }),
  otlp('logs', 'Send log records', { message: 'LogExport', answer: 'LogAnswer' }),
];

function otlp(
  signal: 'traces' | 'logs',
  summary: string,
  {
    message,
    answer,
  }: Record<'message' | 'answer', 'TraceExport' | 'TraceAnswer' | 'LogExport' | 'LogAnswer'>,
): Operation {
  const binary = { type: 'string', format: 'binary' };
  const status = { 'application/json': 'OtlpStatus', 'application/x-protobuf': binary } as const;
  return {
    id: signal === 'traces' ? 'exportTraces' : 'exportLogs',
    method: 'post',
    path: `/v1/${signal}`,
    tag: 'OpenTelemetry',
    summary,
    description: 'Answered in the encoding of the request, as the protocol demands.',
    key: true,
    headers: ['Content-Encoding'],
    body: {
      content: { 'application/json': message, 'application/x-protobuf': binary },
      isRequired: true,
      description: 'Up to 20 MB',
      example: signal === 'traces' ? { resourceSpans: [] } : { resourceLogs: [] },
    },
    answers: {
      200: {
        description: 'Taken, or with the partial success that the protocol has for the rest',
        content: { 'application/json': answer, 'application/x-protobuf': binary },
      },
      400: { description: 'Not understood', content: status },
      413: { description: 'Larger than the limit', content: status },
      415: {
        description: 'Neither JSON nor protobuf',
        content: { 'application/json': 'OtlpStatus' },
      },
    },
    refusals: [],
    manner: 'otlp',
  };
}

import { NOT_CHANGED } from './not-changed';
import type { Operation } from './operation';

const common = { method: 'get', tag: 'Service', key: false, manner: 'problem' } as const;

export const SERVICE_OPERATIONS: readonly Operation[] = [
  {
    ...common,
    id: 'getHealth',
    path: '/healthz',
    summary: 'Whether the process answers',
    answers: {
      200: { description: 'It does', content: { 'text/plain': { type: 'string', const: 'ok\n' } } },
    },
    refusals: [],
  },
  {
    ...common,
    id: 'getReadiness',
    path: '/readyz',
    summary: 'Whether requests can be answered',
    answers: {
      200: {
        description:
          'They can. A second line names what needs somebody’s eye: days that are kept because they could not be exported',
        content: { 'text/plain': { type: 'string', pattern: '^ready\n' } },
      },
    },
    refusals: ['unexpected', 'unavailable', 'timeout'],
  },
  {
    ...common,
    key: true,
    id: 'getMetrics',
    path: '/metrics',
    summary: 'Figures for Prometheus',
    description:
      'Of the process that answers, and the open runs of the project of the key. Where several processes serve, ask each of them.',
    answers: {
      200: { description: 'Its text format', content: { 'text/plain': { type: 'string' } } },
    },
    refusals: [],
  },
  {
    ...common,
    id: 'getOpenApi',
    path: '/api/openapi.json',
    summary: 'This document',
    headers: ['If-None-Match'],
    answers: {
      200: {
        description: 'OpenAPI 3.1',
        content: { 'application/json': { type: 'object' } },
        headers: ['ETag'],
      },
      304: NOT_CHANGED,
    },
    refusals: [],
  },
];

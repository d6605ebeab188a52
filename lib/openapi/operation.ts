import type { z } from 'zod';
import type { ErrorCode } from '@/lib/domain/app-error';
import type { JsonSchema } from './json-schema';
import type { SchemaName } from './named-schemas';

/** The subjects by which a reader finds an operation, in their order. */
export const TAGS = {
  Send: 'Executions, steps and log lines come in, while something runs or afterwards.',
  Find: 'Which executions there are, page by page, as a file, or as they change.',
  Read: 'All that is kept of one execution. `id` may be the producer’s own.',
  Rerun: 'The next attempt of an execution, what steers it, and what reruns have found.',
  OpenTelemetry: 'OTLP over HTTP: a trace is an execution, its spans are steps.',
  VirtuousAI: 'Its documented API of run logs.',
  StackOne: 'Its documented API of action logs.',
  Akinon: 'Its documented API of flow logs.',
  Service: 'What operations ask for, and this document.',
} as const;

type Tag = keyof typeof TAGS;

/** What a body of one media type is: a named schema, several of them, or one that is written here. */
export type BodySchema = SchemaName | readonly SchemaName[] | JsonSchema;

export type Content = Record<string, BodySchema>;

export interface Answer {
  description: string;
  content?: Content;
  /** Names of headers in `ANSWER_HEADERS`. */
  headers?: readonly HeaderName[];
}

/** How refusals are told: in which words, and by which scheme somebody shall sign in. */
export type Manner = 'problem' | 'action-log' | 'flow-log' | 'otlp';

export interface Operation {
  /** Stable: clients name their functions after it. */
  id: string;
  method: 'get' | 'post';
  path: string;
  tag: Tag;
  summary: string;
  /** Markdown of one or a few lines. */
  description?: string;
  /** Without one there is no authentication, and no limit of requests either. */
  key: boolean;
  query?: z.ZodObject;
  /** Names of headers in `REQUEST_HEADERS`. */
  headers?: readonly RequestHeaderName[];
  body?: { content: Content; isRequired: boolean; description: string; example: unknown };
  /** By status. */
  answers: Record<number, Answer>;
  /** Beside those that every operation with a key has. */
  refusals: readonly ErrorCode[];
  manner: Manner;
}

export const ANSWER_HEADERS = {
  'WWW-Authenticate': { description: 'How to sign in', schema: { type: 'string' } },
  ETag: { description: 'Of what the answer says', schema: { type: 'string' } },
  RateLimit: {
    description:
      'What the key has left, as `"minute";r=299990;t=42`: requests, and seconds until it has all of them again. As the IETF’s draft of RateLimit fields has it; absent where there is no limit',
    schema: { type: 'string' },
  },
  'RateLimit-Policy': {
    description: 'What the key has, as `"minute";q=300000;w=60`: requests in so many seconds',
    schema: { type: 'string' },
  },
  'Retry-After': { description: 'Seconds', schema: { type: 'integer', minimum: 0 } },
} as const satisfies Record<string, { description: string; schema: JsonSchema }>;

type HeaderName = keyof typeof ANSWER_HEADERS;

export const REQUEST_HEADERS = {
  'Last-Event-ID': {
    description: 'The id of the last event that was received: the stream goes on behind it',
    schema: { type: 'string' },
  },
  'Idempotency-Key': {
    description: 'The same wish with the same key is one wish',
    schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[!-~]+$' },
  },
  'If-None-Match': {
    description: 'The ETag of an answer that the reader has',
    schema: { type: 'string' },
  },
  'Content-Encoding': {
    description: 'How the body is compressed',
    schema: { type: 'string', enum: ['gzip', 'identity'] },
  },
} as const satisfies Record<string, { description: string; schema: JsonSchema }>;

type RequestHeaderName = keyof typeof REQUEST_HEADERS;

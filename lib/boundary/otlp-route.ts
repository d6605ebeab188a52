import { exportAnswer, type OtlpBody, statusAnswer } from '@/lib/dialects/otlp/encode-answer';
import { OtlpFault } from '@/lib/dialects/otlp/otlp-fault';
import { AppError } from '@/lib/domain/app-error';
import type { ProjectId } from '@/lib/domain/project';
import { BodyStop } from '@/lib/ingest/body-stop';
import type { OtlpReport } from '@/lib/ingest/ingest-otlp';
import { readOtlpBody } from '@/lib/ingest/read-otlp-body';
import { bodyHeaders } from './body-headers';
import { defineRoute } from './define-route';

const TYPES = { json: 'application/json', protobuf: 'application/x-protobuf' } as const;
type Encoding = keyof typeof TYPES;

/** Reasons that an answer names; the number of what was rejected is always whole. */
const MAX_REASONS = 10;
/** INVALID_ARGUMENT of gRPC. */
const INVALID = 3;
/** gRPC's numbers for what is refused before or instead of reading, by HTTP status; any other is INTERNAL. */
const CODE_OF_STATUS: Record<number, number> = { 401: 16, 403: 7, 429: 8, 503: 14, 504: 4 };
const INTERNAL = 13;

type Ingest = (projectId: ProjectId, document: unknown) => Promise<OtlpReport>;

type RouteContext = { params: Promise<unknown> };

/**
 * A route of OTLP/HTTP: the answer is in the encoding of the request, as the protocol demands, and so is
 * what every route refuses, as a wrong key.
 */
export function otlpRoute(signal: 'traces' | 'logs', ingest: Ingest) {
  const route = exportRoute(signal, ingest);
  return async (request: Request, context: RouteContext): Promise<Response> => {
    const response = await route(request, context);
    const isProblem = response.headers.get('content-type') === 'application/problem+json';
    return isProblem ? statusOf(response, encodingOf(request) ?? 'json') : response;
  };
}

function exportRoute(signal: 'traces' | 'logs', ingest: Ingest) {
  return defineRoute(async ({ request, projectId }) => {
    const encoding = encodingOf(request);
    if (encoding === null) {
      const message = `Content-Type is one of ${Object.values(TYPES).join(', ')}`;
      return answer(statusAnswer(INVALID, message), 'json', 415);
    }
    try {
      const document = await readOtlpBody(request.body, bodyHeaders(request), { signal, encoding });
      const { rejected, reasons } = await ingest(projectId, document);
      return answer(exportAnswer(signal, rejected, inWords(reasons)), encoding, 200);
    } catch (error) {
      const fault = faultOf(error);
      if (!fault) throw error;
      return answer(statusAnswer(INVALID, fault.message), encoding, fault.status);
    }
  });
}

/** Headers of a problem that say the same of any answer: how to sign in, and when to come again. */
const KEPT = ['www-authenticate', 'retry-after', 'ratelimit', 'ratelimit-policy'];

/** A problem in the words of OTLP. */
async function statusOf(problem: Response, encoding: Encoding): Promise<Response> {
  const { detail } = (await problem.json()) as { detail: string };
  const body = statusAnswer(CODE_OF_STATUS[problem.status] ?? INTERNAL, detail);
  const response = answer(body, encoding, problem.status);
  for (const name of KEPT) {
    const value = problem.headers.get(name);
    if (value !== null) response.headers.set(name, value);
  }
  return response;
}

function encodingOf(request: Request): Encoding | null {
  const type = request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
  if (type === TYPES.json) return 'json';
  return type === TYPES.protobuf || type === 'application/protobuf' ? 'protobuf' : null;
}

/** What the sender did wrong; null for anything else, which is answered as on other routes. */
function faultOf(error: unknown): { status: 400 | 413; message: string } | null {
  if (error instanceof OtlpFault) {
    return { status: error.kind === 'too_large' ? 413 : 400, message: error.message };
  }
  if (error instanceof BodyStop) {
    return { status: error.code === 'too_large' ? 413 : 400, message: error.message };
  }
  const isWrong = error instanceof AppError && error.code === 'invalid_input';
  return isWrong ? { status: 400, message: error.message } : null;
}

function inWords(reasons: readonly string[]): string {
  const different = Array.from(new Set(reasons));
  const more = different.length - MAX_REASONS;
  return [...different.slice(0, MAX_REASONS), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

function answer(body: OtlpBody, encoding: Encoding, status: number): Response {
  const headers = { 'content-type': TYPES[encoding] };
  const content = encoding === 'json' ? JSON.stringify(body.json) : body.protobuf;
  return new Response(content, { status, headers });
}

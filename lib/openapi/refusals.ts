import { ERROR_CODES, type ErrorCode } from '@/lib/domain/app-error';
import type { Answer, Content, Manner } from './operation';

/** What any operation with a key may be refused for. */
const WITH_KEY = [
  'unauthenticated',
  'rate_limited',
  'unexpected',
  'unavailable',
  'timeout',
] as const;

const binary = { type: 'string', format: 'binary' } as const;

const CONTENT: Record<Manner, Content> = {
  problem: { 'application/problem+json': 'Problem' },
  'action-log': { 'application/json': 'ActionLogRefusal' },
  'flow-log': { 'application/json': 'FlowLogRefusal' },
  otlp: { 'application/json': 'OtlpStatus', 'application/x-protobuf': binary },
};

/** Every refusal of an operation by its status; two codes may have one. */
export function refusalAnswers(
  manner: Manner,
  codes: readonly ErrorCode[],
  hasKey: boolean,
): Record<number, Answer> {
  const all = new Set<ErrorCode>([...codes, ...(hasKey ? WITH_KEY : [])]);
  const answers: Record<number, Answer> = {};
  for (const code of all) {
    const { status, title } = ERROR_CODES[code];
    const before = answers[status];
    const said = `\`${code}\`: ${title}`;
    answers[status] = {
      description: before ? `${before.description}. ${said}` : said,
      content: CONTENT[manner],
      headers: headersOf(code),
    };
  }
  return answers;
}

function headersOf(code: ErrorCode): Answer['headers'] {
  if (code === 'unauthenticated') return ['WWW-Authenticate'];
  return code === 'rate_limited' || code === 'unavailable' ? ['Retry-After'] : [];
}

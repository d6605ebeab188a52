import Ajv2020 from 'ajv/dist/2020.js';
import type { JsonSchema } from '@/lib/openapi/json-schema';
import type { DocumentedOperation, OpenApi } from '@/lib/openapi/open-api';

/** As strict as the document may be read: a moment has a zone, an id has its dashes. */
const FORMATS = {
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  binary: true,
} as const;

export interface GivenAnswer {
  status: number;
  /** Without its parameters; empty where the answer has none. */
  mediaType: string;
  headers: Headers;
  text: string;
}

/**
 * Holds answers against the document of the API. Members that an answer has beside the documented ones
 * are refused here, though the document leaves them open for later.
 */
export function documentedAnswers(api: OpenApi) {
  const ajv = new Ajv2020({ strict: false, allErrors: false, formats: FORMATS });
  ajv.addSchema({ $id: 'api', ...closed(api) }, 'api');

  /** What is wrong with an answer in view of the document; null when nothing is. */
  return function problemOf(
    method: 'get' | 'post',
    path: string,
    { status, mediaType, headers, text }: GivenAnswer,
  ): string | null {
    const operation: DocumentedOperation | undefined = api.paths[path]?.[method];
    if (!operation) return `${method} ${path} is not documented`;
    const answer = operation.responses[status];
    if (!answer) return `status ${status} is not documented: ${text.slice(0, 300)}`;
    for (const name of Object.keys(answer.headers ?? {})) {
      if (!headers.has(name)) return `${status} has no header ${name}`;
    }
    if (!answer.content) return text === '' ? null : `${status} has a body`;
    if (!answer.content[mediaType]) return `${status} has the media type ${mediaType}`;
    const isJson = /[/+]json$/.test(mediaType);
    const pointer = ['paths', path, method, 'responses', status, 'content', mediaType, 'schema'];
    const validate = ajv.getSchema(`api#/${pointer.map(inPointer).join('/')}`);
    if (!validate) return `the schema of ${status} ${mediaType} cannot be found`;
    const value: unknown = isJson ? JSON.parse(text) : text;
    if (validate(value)) return null;
    return `${status}: ${ajv.errorsText(validate.errors)}: ${text.slice(0, 300)}`;
  };
}

/** An answer as it came, read to its end. */
export async function readAnswer(response: Response): Promise<GivenAnswer> {
  const type = response.headers.get('content-type') ?? '';
  return {
    status: response.status,
    mediaType: type.split(';', 1)[0]?.trim() ?? '',
    headers: response.headers,
    text: await response.text(),
  };
}

const inPointer = (part: string | number) =>
  encodeURIComponent(String(part).replaceAll('~', '~0').replaceAll('/', '~1'));

function closed<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(closed) as T;
  const copy: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) copy[key] = closed(inner);
  const { type, properties, additionalProperties } = copy as JsonSchema;
  const isClosed = type === 'object' && properties && additionalProperties === undefined;
  return (isClosed ? { ...copy, additionalProperties: false } : copy) as T;
}

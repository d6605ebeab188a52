import { z } from 'zod';
import type { JsonSchema } from './json-schema';
import { ANSWER_SCHEMAS, REQUEST_SCHEMAS } from './named-schemas';
import type { DocumentedAnswer, DocumentedOperation, OpenApi, Parameter } from './open-api';
import {
  ANSWER_HEADERS,
  type Answer,
  type BodySchema,
  type Content,
  type Operation,
  REQUEST_HEADERS,
  TAGS,
} from './operation';
import { OPERATIONS } from './operations';
import { refusalAnswers } from './refusals';

const ABOUT = `Executions of automations: send them, find them, read them, and run them again.

The key goes as \`Authorization: Bearer KEY\`, or as the user name of Basic; it opens one project. Wherever a path has the \`id\` of an execution, the producer’s own id serves too. Refusals of the native operations are \`application/problem+json\` with a stable \`code\`; those of other systems’ operations are in their manner. Answers may get further members. What reaches no operation is refused in the native form: a path that is no percent-encoded UTF-8 with 400, a path that there is not with 404, a method that a path does not take with 405 and \`Allow\`. A host name that the server does not know is answered as plain text with 421, and so is anything while it starts, with 503.`;

/**
 * The API in OpenAPI 3.1, made of the schemas that the routes use. Pure: equal servers have equal documents.
 * @param publicUrl origin under which people reach the server
 */
export function buildOpenApi(publicUrl: string): OpenApi {
  const paths: OpenApi['paths'] = {};
  for (const operation of OPERATIONS) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: documented(operation) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Runlens', version: '1', description: ABOUT },
    servers: [{ url: publicUrl }],
    security: [{ bearer: [] }, { basic: [] }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'An API key of the project' },
        basic: { type: 'http', scheme: 'basic', description: 'The key as the user name' },
        authentication: {
          ...{ type: 'apiKey', in: 'header', name: 'Authentication' },
          description: 'As Akinon’s document calls the header; with the word Bearer or without',
        },
      },
      headers: ANSWER_HEADERS,
      schemas: { ...named(ANSWER_SCHEMAS, 'output'), ...named(REQUEST_SCHEMAS, 'input') },
    },
  };
}

/** Patterns beside a format say the same again at ten times the length; so does the largest number. */
function override({ jsonSchema }: { jsonSchema: object }): void {
  const schema = jsonSchema as JsonSchema;
  if (schema.format !== undefined) delete schema.pattern;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  // Answers may get further members: whoever was told that there are none would break then.
  if (schema.additionalProperties === false) delete schema.additionalProperties;
}

function named(schemas: Record<string, z.ZodType>, io: 'input' | 'output') {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  const uri = (id: string) => `#/components/schemas/${id}`;
  const made = z.toJSONSchema(registry, { io, uri, override });
  return Object.fromEntries(
    Object.entries(made.schemas).map(([id, { $schema: _, $id: __, ...schema }]) => [
      id,
      schema as JsonSchema,
    ]),
  );
}

function documented(operation: Operation): DocumentedOperation {
  const { id, tag, summary, description, key, body, manner } = operation;
  const refused = refusalAnswers(manner, operation.refusals, key);
  const all: Record<string, Answer> = { ...refused, ...operation.answers };
  const responses = Object.entries(all).map(([status, answer]) => [
    status,
    documentedAnswer(key ? withQuota(status, answer) : answer),
  ]);
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    ...(key ? {} : { security: [] }),
    ...(manner === 'flow-log'
      ? { security: [{ bearer: [] }, { basic: [] }, { authentication: [] }] }
      : {}),
    ...parametersOf(operation),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            description: body.description,
            required: body.isRequired,
            content: contentOf(body.content, body.example),
          },
        }),
    responses: Object.fromEntries(responses),
  };
}

/** Whoever is known is told how much is left; of a failure it is not promised. */
function withQuota(status: string, answer: Answer): Answer {
  if (status === '401' || status.startsWith('5')) return answer;
  return { ...answer, headers: [...(answer.headers ?? []), 'RateLimit', 'RateLimit-Policy'] };
}

function documentedAnswer({ description, content, headers = [] }: Answer): DocumentedAnswer {
  return {
    description,
    ...(headers.length === 0
      ? {}
      : {
          headers: Object.fromEntries(
            headers.map((name) => [name, { $ref: `#/components/headers/${name}` }]),
          ),
        }),
    ...(content === undefined ? {} : { content: contentOf(content) }),
  };
}

function contentOf(content: Content, example?: unknown) {
  const all = Object.entries(content).map(([type, schema], index) => [
    type,
    {
      schema: schemaOf(schema),
      ...(example !== undefined && index === 0 ? { example } : {}),
    },
  ]);
  return Object.fromEntries(all);
}

function schemaOf(schema: BodySchema): JsonSchema {
  if (typeof schema === 'string') return { $ref: `#/components/schemas/${schema}` };
  return Array.isArray(schema) ? { oneOf: schema.map(schemaOf) } : (schema as JsonSchema);
}

function parametersOf({ path, query, headers = [] }: Operation): { parameters?: Parameter[] } {
  const inPath = Array.from(
    path.matchAll(/\{(\w+)\}/g),
    ([, name = '']): Parameter => ({
      name,
      in: 'path',
      required: true,
      description: 'Of the execution: Runlens’ own, or the producer’s',
      schema: { type: 'string', minLength: 1 },
    }),
  );
  const inHeaders = headers.map(
    (name): Parameter => ({ name, in: 'header', required: false, ...REQUEST_HEADERS[name] }),
  );
  const parameters = [...inPath, ...(query ? queryParameters(query) : []), ...inHeaders];
  return parameters.length === 0 ? {} : { parameters };
}

function queryParameters(query: z.ZodObject): Parameter[] {
  const { properties = {}, required = [] } = z.toJSONSchema(query, {
    io: 'input',
    override,
  }) as JsonSchema;
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema,
  }));
}

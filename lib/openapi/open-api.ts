import type { JsonSchema } from './json-schema';

/** An OpenAPI 3.1 document, as far as ours goes. */
export interface OpenApi {
  openapi: string;
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  security: SecurityRequirement[];
  tags: { name: string; description: string }[];
  paths: Record<string, Partial<Record<'get' | 'post', DocumentedOperation>>>;
  components: {
    securitySchemes: Record<string, Record<string, string>>;
    headers: Record<string, { description: string; schema: JsonSchema }>;
    schemas: Record<string, JsonSchema>;
  };
}

type SecurityRequirement = Record<string, string[]>;

export interface DocumentedOperation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  security?: SecurityRequirement[];
  parameters?: Parameter[];
  requestBody?: { description: string; required: boolean; content: MediaTypes };
  responses: Record<string, DocumentedAnswer>;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string;
  schema: JsonSchema;
}

export interface DocumentedAnswer {
  description: string;
  headers?: Record<string, { $ref: string }>;
  content?: MediaTypes;
}

export type MediaTypes = Record<string, { schema: JsonSchema; example?: unknown }>;

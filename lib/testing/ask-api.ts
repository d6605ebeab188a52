import { fileURLToPath } from 'node:url';
import { OPERATIONS } from '@/lib/openapi/operations';

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response>;

interface Question {
  /** Of the path. */
  params?: Record<string, string>;
  query?: Record<string, string>;
  /** What is no text is sent as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** Asks an operation of the API by its name, through its route, with a key. */
export async function askApi(id: string, key: string, question: Question = {}): Promise<Response> {
  const operation = OPERATIONS.find((one) => one.id === id);
  if (!operation) throw new Error(`There is no operation ${id}`);
  const { params = {}, query = {}, body, headers, signal } = question;
  const folder = operation.path.replaceAll('{', '[').replaceAll('}', ']');
  const file = fileURLToPath(new URL(`../../app${folder}/route.ts`, import.meta.url));
  const route: Record<string, Handler> = await import(/* @vite-ignore */ file);
  const method = operation.method.toUpperCase();
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name) => params[name] ?? '');
  const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
  const request = new Request(`http://127.0.0.1${path}?${new URLSearchParams(query)}`, {
    method,
    headers: {
      ...(key === '' ? {} : { authorization: `Bearer ${key}` }),
      ...(text === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(text === undefined ? {} : { body: text }),
    ...(signal ? { signal } : {}),
  });
  const handler = route[method];
  if (!handler) throw new Error(`${file} has no ${method}`);
  return handler(request, { params: Promise.resolve(params) });
}

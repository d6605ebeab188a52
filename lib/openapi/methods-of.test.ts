import { expect, it } from 'vitest';
import { methodsOf } from './methods-of';

it.each([
  ['/api/v1/executions', 'GET HEAD OPTIONS POST'],
  ['/api/v1/executions/x', 'GET HEAD OPTIONS'],
  ['/api/v1/executions/x/pause', 'OPTIONS POST'],
  ['/api/v1/executions/stream', 'GET HEAD OPTIONS'],
  ['/api/openapi.json', 'GET HEAD OPTIONS'],
  ['/v1/traces', 'OPTIONS POST'],
  ['/logs', 'GET HEAD OPTIONS'],
])('%s takes %s', (path, methods) => {
  expect(methodsOf(path)?.join(' ')).toBe(methods);
});

it.each(['/', '/api/v1/nothing', '/api/v1/executions/x/nothing', '/api/openapi-json', '/p/demo'])(
  '%s is none of its paths',
  (path) => expect(methodsOf(path)).toBeNull(),
);

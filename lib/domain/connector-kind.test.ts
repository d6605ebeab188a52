import { expect, it } from 'vitest';
import { connectorKind } from './connector-kind';

it.each([
  ['trigger', 'trigger'],
  ['HTTP Trigger', 'trigger'],
  ['http_trigger', 'trigger'],
  ['trigger.http', 'trigger'],
  ['Response', 'response'],
  [' response ', 'response'],
  ['http-response', 'response'],
  ['http', 'other'],
  ['responses', 'other'],
  ['response parser', 'other'],
  ['triggered', 'other'],
  ['', 'other'],
  [null, 'other'],
])('%s is %s', (connector, kind) => {
  expect(connectorKind(connector)).toBe(kind);
});

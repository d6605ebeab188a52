/** What a connector is to the run: what started it, what answered its caller, or any other step. */
export type ConnectorKind = 'trigger' | 'response' | 'other';

/** The word at the end or the beginning: `HTTP Trigger`, `trigger.http`, `Response`, `http_response`. */
const TRIGGER = /^trigger$|[\s_.:/-]trigger$|^trigger[\s_.:/-]/i;
const RESPONSE = /^response$|[\s_.:/-]response$/i;

/** By its name, for that is all that a producer sends of it. */
export function connectorKind(connector: string | null): ConnectorKind {
  const name = connector?.trim() ?? '';
  if (TRIGGER.test(name)) return 'trigger';
  return RESPONSE.test(name) ? 'response' : 'other';
}

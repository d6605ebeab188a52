import { listOf, membersOf, textOf } from '../loose-json';
import { keyValues, objectText } from './any-value';
import { attributeText } from './read-records';
import { isoOfNanos, readUnixNano } from './unix-nano';

export interface SpanEvent {
  name: string;
  /** ISO 8601, or null where the event has no time. */
  occurredAt: string | null;
  attributes: ReadonlyMap<string, string>;
  isException: boolean;
}

/** The events of a span in their order. */
export function spanEvents(span: Readonly<Record<string, unknown>>): SpanEvent[] {
  return listOf(span.events)
    .map(membersOf)
    .map((event) => {
      const nanos = readUnixNano(event.timeUnixNano);
      const name = textOf(event.name);
      return {
        name,
        occurredAt: nanos === null ? null : isoOfNanos(nanos),
        attributes: keyValues(event.attributes),
        isException: name === 'exception',
      };
    });
}

/** `ValueError: no such part`, or as much of it as the event says. */
export function exceptionText({ attributes }: SpanEvent): string {
  const type = attributeText(attributes, 'exception.type');
  const message = attributeText(attributes, 'exception.message');
  return [type, message].filter((part) => part !== null).join(': ') || 'exception';
}

/** Events as a JSON list. */
export function eventsText(events: readonly SpanEvent[]): string {
  const texts = events.map(({ name, occurredAt, attributes }) =>
    objectText([
      ['name', JSON.stringify(name)],
      ['occurred_at', JSON.stringify(occurredAt)],
      ['attributes', objectText(attributes)],
    ]),
  );
  return `[${texts.join(',')}]`;
}

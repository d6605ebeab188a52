import { Fragment, type ReactNode } from 'react';
import type { JsonSchema } from '@/lib/openapi/json-schema';

/** The type of a value in a few words; named schemas are links. */
export function SchemaType({ schema }: { schema: JsonSchema }): ReactNode {
  const { $ref, anyOf, oneOf, items, enum: values, properties } = schema;
  if ($ref) {
    const name = $ref.split('/').at(-1) ?? '';
    return (
      <a href={`#${schemaAnchor(name)}`} className="text-accent underline underline-offset-2">
        {name}
      </a>
    );
  }
  if (schema.const !== undefined) return <Code>{JSON.stringify(schema.const)}</Code>;
  if (values)
    return <Either parts={values.map((one) => <Code key="code">{JSON.stringify(one)}</Code>)} />;
  const either = anyOf ?? oneOf;
  if (either) return <Either parts={either.map((one) => <SchemaType key="type" schema={one} />)} />;
  if (schema.type === 'array') {
    return (
      <>
        array of <SchemaType schema={items ?? {}} />
      </>
    );
  }
  const types = Array.isArray(schema.type) ? schema.type : [schema.type ?? 'any JSON'];
  const name = `${types.join(' or ')}${schema.format ? ` (${schema.format})` : ''}`;
  if (schema.type !== 'object' || !properties) return `${name}${rangeOf(schema)}`;
  return (
    <>
      {'object with '}
      <Either
        word=", "
        parts={Object.keys(properties).map((one) => <Code key="code">{one}</Code>)}
      />
    </>
  );
}

/** Where the schema of a name stands on the page. */
export function schemaAnchor(name: string): string {
  return `schema-${name}`;
}

function rangeOf({ minimum, maximum }: JsonSchema): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return ` from ${minimum}`;
  return maximum === undefined ? '' : ` up to ${maximum}`;
}

function Either({ parts, word = ' or ' }: { parts: readonly ReactNode[]; word?: string }) {
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other name
    <Fragment key={index}>
      {index > 0 ? word : null}
      {part}
    </Fragment>
  ));
}

function Code({ children }: { children: ReactNode }) {
  return <code className="font-mono text-[12px] break-words">{children}</code>;
}

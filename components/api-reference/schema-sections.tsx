import type { JsonSchema } from '@/lib/openapi/json-schema';
import { CodedText } from './coded-text';
import { MemberList } from './member-list';
import { SchemaType, schemaAnchor } from './schema-type';

/** Every named schema with its members. */
export function SchemaSections({ schemas }: { schemas: Record<string, JsonSchema> }) {
  return Object.entries(schemas).map(([name, schema]) => (
    <section
      key={name}
      id={schemaAnchor(name)}
      aria-label={name}
      className="flex scroll-mt-4 flex-col gap-2 border-t border-line py-5"
    >
      <h3 className="font-mono font-semibold">{name}</h3>
      {schema.description ? (
        <p className="text-mute">
          <CodedText text={schema.description} />
        </p>
      ) : null}
      {schema.properties ? (
        <MemberList
          members={Object.entries(schema.properties).map(([member, inner]) => ({
            name: member,
            schema: inner,
            description: inner.description,
            isRequired: schema.required?.includes(member) ?? false,
          }))}
        />
      ) : (
        <p>
          <SchemaType schema={schema} />
        </p>
      )}
    </section>
  ));
}

import type { JsonSchema } from '@/lib/openapi/json-schema';
import { CodedText } from './coded-text';
import { MemberList } from './member-list';
import { SchemaType, schemaAnchor } from './schema-type';

/** Every named schema; a link to one opens it, as browsers do where a link leads into what is closed. */
export function SchemaSections({ schemas }: { schemas: Record<string, JsonSchema> }) {
  return Object.entries(schemas).map(([name, schema]) => (
    <details key={name} className="border-t border-line">
      <summary className="py-2">
        <h3 className="inline pr-3 font-mono text-[12px] font-semibold">{name}</h3>
        {schema.description ? (
          <span className="text-mute">
            <CodedText text={schema.description} />
          </span>
        ) : null}
      </summary>
      <div id={schemaAnchor(name)} className="scroll-mt-12 pb-5">
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
      </div>
    </details>
  ));
}

import type { JsonSchema } from '@/lib/openapi/json-schema';
import { CodedText } from './coded-text';
import { SchemaType } from './schema-type';

interface Member {
  name: string;
  schema: JsonSchema;
  description: string | undefined;
  isRequired: boolean;
  /** Where it is sent, unless that goes without saying. */
  note?: string;
}

/** Parameters, or the members of an object: name, type, meaning. */
export function MemberList({ members }: { members: readonly Member[] }) {
  return (
    <dl className="divide-y divide-line border-y border-line">
      {members.map(({ name, schema, description, isRequired, note }) => (
        <div key={`${note} ${name}`} className="grid gap-x-4 py-1.5 sm:grid-cols-[200px_1fr]">
          <dt className="min-w-0">
            <code className="font-mono text-[12px] break-words">{name}</code>
            {isRequired ? <span className="pl-2 text-[11px] text-warn">required</span> : null}
            {note ? <span className="pl-2 text-[11px] text-mute">{note}</span> : null}
          </dt>
          <dd className="min-w-0 text-mute">
            <span className="text-text">
              <SchemaType schema={schema} />
            </span>
            {description ? (
              <span className="block">
                <CodedText text={description} />
              </span>
            ) : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

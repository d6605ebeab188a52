import { curlOf } from '@/lib/openapi/curl-of';
import type { DocumentedAnswer, DocumentedOperation, MediaTypes } from '@/lib/openapi/open-api';
import { CodedText } from './coded-text';
import { CopyCommand } from './copy-command';
import { MemberList } from './member-list';
import { MethodName } from './method-name';
import { SchemaType } from './schema-type';

interface OperationSectionProps {
  path: string;
  method: 'get' | 'post';
  operation: DocumentedOperation;
}

/** One operation: what it is for, what it takes, what it answers, and a command that asks it. */
export function OperationSection({ path, method, operation }: OperationSectionProps) {
  const { operationId, summary, description, requestBody, responses, security } = operation;
  const parameters = operation.parameters ?? [];
  return (
    <section
      id={operationId}
      aria-labelledby={`${operationId}-name`}
      className="flex scroll-mt-4 flex-col gap-3 border-t border-line py-6"
    >
      <h3 id={`${operationId}-name`} className="text-[15px] font-semibold">
        <a href={`#${operationId}`} className="hover:underline">
          {summary}
        </a>
      </h3>
      <p className="font-mono text-[12px] break-words">
        <MethodName method={method} /> {path}
        {security?.length === 0 ? <span className="pl-2 text-mute">without a key</span> : null}
      </p>
      {description ? (
        <p className="text-mute">
          <CodedText text={description} />
        </p>
      ) : null}
      <CopyCommand command={curlOf(path, method, operation)} name={summary} />
      {parameters.length > 0 ? (
        <>
          <Label>Parameters</Label>
          <MemberList
            members={parameters.map(({ name, schema, description: said, required, ...one }) => ({
              ...{ name, schema, description: said, isRequired: required },
              note: one.in === 'query' ? '' : one.in,
            }))}
          />
        </>
      ) : null}
      {requestBody ? (
        <>
          <Label>Body</Label>
          <p className="text-mute">
            {requestBody.required ? null : 'May be left out. '}
            <CodedText text={requestBody.description} />
          </p>
          <Contents content={requestBody.content} />
        </>
      ) : null}
      <Label>Answers</Label>
      <Answers responses={responses} />
    </section>
  );
}

function Label({ children }: { children: string }) {
  return <h4 className="pt-1 text-[12px] font-semibold text-mute">{children}</h4>;
}

/** Said once for all operations, above. */
const COMMON = ['401', '429', '500', '503', '504'];

function Answers({ responses }: { responses: Record<string, DocumentedAnswer> }) {
  const all = Object.entries(responses);
  const own = all.filter(([status]) => !COMMON.includes(status));
  const common = all.flatMap(([status]) => (COMMON.includes(status) ? [status] : []));
  return (
    <>
      <AnswerList answers={own} />
      {common.length > 0 ? (
        <p className="text-mute">
          And {common.join(', ')}, in the same form as other refusals: see{' '}
          <a href="#keys" className="text-accent underline underline-offset-2">
            codes of refusals
          </a>
          .
        </p>
      ) : null}
    </>
  );
}

function AnswerList({ answers }: { answers: readonly [string, DocumentedAnswer][] }) {
  return (
    <dl className="divide-y divide-line border-y border-line">
      {answers.map(([status, { description, content, headers }]) => (
        <div key={status} className="grid grid-cols-[48px_1fr] gap-x-4 py-1.5">
          <dt className={`font-mono text-[12px] ${TONE[status.charAt(0)] ?? 'text-mute'}`}>
            {status}
          </dt>
          <dd className="min-w-0 text-mute">
            <CodedText text={description} />
            {content ? <Contents content={content} /> : null}
            <Headers names={Object.keys(headers ?? {})} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Those that every answer to a known key has are said once, above. */
function Headers({ names }: { names: readonly string[] }) {
  const own = names.filter((name) => !name.startsWith('RateLimit'));
  return own.length === 0 ? null : <span className="block">with {own.join(', ')}</span>;
}

const TONE: Record<string, string> = { 2: 'text-good', 4: 'text-warn', 5: 'text-bad' };

function Contents({ content }: { content: MediaTypes }) {
  return (
    <ul>
      {Object.entries(content).map(([type, { schema }]) => (
        <li key={type} className="break-words">
          <code className="font-mono text-[12px]">{type}</code>{' '}
          <span className="text-text">
            <SchemaType schema={schema} />
          </span>
          {schema.description ? (
            <>
              {': '}
              <CodedText text={schema.description} />
            </>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

import { MethodName } from './method-name';
import type { Subject } from './subjects-of';

/** Every operation by its subject, and the way to it. */
export function ReferenceContents({ subjects }: { subjects: readonly Subject[] }) {
  return (
    <ul className="flex flex-col gap-4">
      <li>
        <a href="#keys" className="font-semibold hover:underline">
          Keys, refusals, limits
        </a>
      </li>
      {subjects.map(({ name, operations }) => (
        <li key={name}>
          <a href={`#${subjectAnchor(name)}`} className="font-semibold hover:underline">
            {name}
          </a>
          <ul className="pt-1">
            {operations.map(({ method, operation }) => (
              <li key={operation.operationId}>
                <a
                  href={`#${operation.operationId}`}
                  className="grid grid-cols-[36px_1fr] items-baseline rounded-sm py-0.5 text-mute hover:bg-raise hover:text-text"
                >
                  <span className="text-[10px]">
                    <MethodName method={method} />
                  </span>
                  {operation.summary}
                </a>
              </li>
            ))}
          </ul>
        </li>
      ))}
      <li>
        <a href="#schemas" className="font-semibold hover:underline">
          Schemas
        </a>
      </li>
    </ul>
  );
}

/** Where a subject stands on the page. */
export function subjectAnchor(name: string): string {
  return `about-${name.toLowerCase()}`;
}

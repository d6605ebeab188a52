import Link from 'next/link';
import { Mark } from '@/components/layout/mark';
import type { OpenApi } from '@/lib/openapi/open-api';
import { paths } from '@/lib/paths';
import { CodedText } from './coded-text';
import { OperationSection } from './operation-section';
import { ReferenceBasics } from './reference-basics';
import { ReferenceContents, subjectAnchor } from './reference-contents';
import { SchemaSections } from './schema-sections';
import { subjectsOf } from './subjects-of';

/** The document of the API, for people. */
export function ApiReference({ api }: { api: OpenApi }) {
  const subjects = subjectsOf(api);
  const url = api.servers[0]?.url ?? '';
  return (
    <div className="mx-auto max-w-[1160px] px-4 sm:px-6">
      <a
        href="#main"
        className="absolute top-2 left-2 z-50 -translate-y-16 rounded-md bg-accent px-3 py-1.5 text-on-accent focus:translate-y-0"
      >
        Skip to the content
      </a>
      <header className="flex flex-wrap items-center gap-x-6 gap-y-1 border-b border-line py-3">
        <Link href={paths.home()} className="rounded-md">
          <Mark />
        </Link>
        <span className="flex-1 text-mute">API reference</span>
        <a href={paths.openApi()} className="text-accent underline underline-offset-2">
          openapi.json
        </a>
      </header>
      <div className="lg:grid lg:grid-cols-[260px_1fr] lg:gap-10">
        <nav
          aria-label="Operations"
          // Reached by Tab: in some browsers what scrolls has no keys otherwise.
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
          tabIndex={0}
          className="sticky top-0 max-h-dvh self-start overflow-y-auto py-6 max-lg:hidden"
        >
          <ReferenceContents subjects={subjects} />
        </nav>
        <details className="border-b border-line py-3 lg:hidden">
          <summary className="font-semibold">Contents</summary>
          <nav aria-label="Operations" className="pt-3">
            <ReferenceContents subjects={subjects} />
          </nav>
        </details>
        <main id="main" className="min-w-0 py-6">
          <h1 className="pb-4 text-[20px] leading-7 font-semibold">API reference</h1>
          <ReferenceBasics about={api.info.description} url={url} />
          {subjects.map(({ name, description, operations }) => (
            <section key={name} aria-labelledby={subjectAnchor(name)} className="pb-6">
              <h2
                id={subjectAnchor(name)}
                className="scroll-mt-4 text-[17px] leading-7 font-semibold"
              >
                {name}
              </h2>
              <p className="pb-4 text-mute">
                <CodedText text={description} />
              </p>
              {operations.map((one) => (
                <OperationSection key={one.operation.operationId} {...one} />
              ))}
            </section>
          ))}
          <h2 id="schemas" className="scroll-mt-4 pb-3 text-[17px] leading-7 font-semibold">
            Schemas
          </h2>
          <SchemaSections schemas={api.components.schemas} />
        </main>
      </div>
    </div>
  );
}

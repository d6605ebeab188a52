import type { DocumentedOperation, OpenApi } from '@/lib/openapi/open-api';

export interface Subject {
  name: string;
  description: string;
  operations: { path: string; method: 'get' | 'post'; operation: DocumentedOperation }[];
}

/** The operations of a document by their subjects, a thing before what is within it. */
export function subjectsOf({ tags, paths }: OpenApi): Subject[] {
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    (['get', 'post'] as const).flatMap((method) => {
      const operation = methods[method];
      return operation ? [{ path, method, operation }] : [];
    }),
  );
  return tags.map(({ name, description }) => ({
    name,
    description,
    operations: all
      .filter(({ operation }) => operation.tags.includes(name))
      .toSorted((a, b) => depthOf(a.path) - depthOf(b.path)),
  }));
}

const depthOf = (path: string) => path.split('/').length;

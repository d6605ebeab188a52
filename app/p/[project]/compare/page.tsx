import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { CompareScreen } from '@/components/compare/compare-screen';
import { NoSuccess } from '@/components/compare/no-success';
import { orNotFound, pageProject } from '@/lib/boundary/page-project';
import { highlightPython } from '@/lib/format/highlight-python';
import { paths } from '@/lib/paths';
import { findLastSuccess } from '@/lib/search/find-last-success';
import { type ComparedLog, MAX_COMPARED_BYTES, readPair } from '@/lib/search/read-pair';
import { resolveExecutionId } from '@/lib/search/resolve-execution-id';

export const metadata: Metadata = { title: 'Compare' };

/** `?a=&b=`: an id of Runlens or of the producer each; `a=last-success` is looked for. */
export default async function ComparePage(props: {
  params: Promise<{ project: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [project, query] = await Promise.all([pageProject(props.params), props.searchParams]);
  const idOf = (given: string | string[] | undefined) =>
    orNotFound(resolveExecutionId(project.id, String(given ?? '')));
  if (query.a === 'last-success') {
    const id = await idOf(query.b);
    const success = await orNotFound(findLastSuccess(project.id, id));
    if (success === null) return <NoSuccess project={project.key} id={id} />;
    redirect(paths.compare(project.key, success, id));
  }
  const [a, b] = await Promise.all([idOf(query.a), idOf(query.b)]);
  const { before, after } = await orNotFound(readPair(project.id, a, b));
  const side = ({ code, ...log }: ComparedLog) => ({
    ...log,
    codeLines: code === null ? null : highlightPython(code),
  });
  return (
    <CompareScreen
      project={project.key}
      before={side(before)}
      after={side(after)}
      maxContextBytes={MAX_COMPARED_BYTES}
    />
  );
}

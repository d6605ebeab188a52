import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { NowhereToGo } from '@/components/layout/nowhere-to-go';
import { listVisibleProjects } from '@/lib/auth/list-visible-projects';
import { pageViewer } from '@/lib/boundary/page-viewer';
import { readPreferences } from '@/lib/boundary/read-preferences';
import { paths } from '@/lib/paths';
import { NO_PARAMS, printExecutionParams } from '@/lib/query-state/execution-params';
import { printQuery } from '@/lib/query-state/print-query';
import { goTo } from '@/lib/search/go-to';

export const metadata: Metadata = { title: 'Go to' };

/** Finds a request id, producer's id, target record id, execution id or pasted link. */
export default async function GoPage({ params }: { params: Promise<{ anything: string }> }) {
  const viewer = await pageViewer();
  const [projects, preferences, { anything }] = await Promise.all([
    listVisibleProjects(viewer),
    readPreferences(),
    params,
  ]);
  const last = preferences.project;
  const lastFirst = projects.toSorted((a, b) => Number(b.key === last) - Number(a.key === last));
  const text = decodeURIComponent(anything);
  const found = await goTo(lastFirst, text);
  if (found?.kind === 'execution') redirect(paths.execution(found.project.key, found.id));
  if (found) {
    const q = printQuery([{ kind: 'text', text: found.text }]);
    redirect(paths.executions(found.project.key, printExecutionParams({ ...NO_PARAMS, q })));
  }
  return <NowhereToGo text={text} />;
}

import type { Metadata } from 'next';
import { OpenScreen } from '@/components/open-bundle/open-screen';
import { pageProject } from '@/lib/boundary/page-project';

export const metadata: Metadata = { title: 'Open a bundle' };

/** What is opened stays in the browser, so there is nothing of it in the URL. */
export default async function OpenPage({ params }: { params: Promise<{ project: string }> }) {
  const project = await pageProject(params);
  return <OpenScreen project={project.key} />;
}

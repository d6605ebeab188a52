import { redirect } from 'next/navigation';
import { findViewer } from '@/lib/auth/find-viewer';
import type { Viewer } from '@/lib/auth/viewer';
import { paths } from '@/lib/paths';

/** The viewer of a page; a stranger is sent to the sign-in page instead. */
export async function pageViewer(): Promise<Viewer> {
  const viewer = await findViewer();
  if (!viewer) redirect(paths.signIn());
  return viewer;
}

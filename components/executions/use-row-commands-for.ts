'use client';

import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import { copyText } from '@/components/ui/copy-text';
import { paths } from '@/lib/paths';
import type { ListPlace } from './list-context';
import type { RowCommands } from './row-commands';

/** The commands of a row in this list. */
export function useRowCommandsFor(
  { project, filter }: ListPlace,
  quickView: (id: string) => void,
): RowCommands {
  const router = useRouter();
  return useMemo(
    () => ({
      open: (id) => {
        // For the browser's way back, see useActiveRow.
        window.history.replaceState({ ...window.history.state, row: id }, '');
        router.push(paths.execution(project, id, filter));
      },
      quickView,
      copyLink: (id) => {
        const url = new URL(paths.execution(project, id), window.location.origin).href;
        void copyText(url, 'Link to the log copied');
      },
      compare: (id) => router.push(paths.compareWithLastSuccess(project, id)),
      download: (id) => {
        window.location.assign(paths.executionBundle(project, id));
      },
    }),
    [router, project, filter, quickView],
  );
}

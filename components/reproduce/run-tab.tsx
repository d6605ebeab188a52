'use client';

import dynamic from 'next/dynamic';
import { fetchedPart } from '@/components/ui/fetched-part';

/** The Run tab of a log. Its code, Python and the editor are fetched only where it is opened. */
export const RunTab = dynamic(
  fetchedPart(() => import('./run-screen').then((module) => module.RunScreen)),
  {
    ssr: false,
    loading: () => <p className="px-4 py-3 text-mute">Loading…</p>,
  },
);

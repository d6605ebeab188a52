'use client';

import dynamic from 'next/dynamic';
import { fetchedPart } from '@/components/ui/fetched-part';

/** Runs of cases. Its code comes where cases are shown, Python and the editor when they are asked for. */
export const CaseBenchPanel = dynamic(
  fetchedPart(() => import('./case-bench').then((module) => module.CaseBench)),
  {
    ssr: false,
    loading: () => (
      <p className="flex h-[49px] items-center border-b border-line px-4 text-mute">Loading…</p>
    ),
  },
);

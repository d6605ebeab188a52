'use client';

import dynamic from 'next/dynamic';
import { fetchedPart } from '@/components/ui/fetched-part';

/** The viewer of JSON, fetched where somebody looks at some. */
export const LazyJsonViewer = dynamic(
  fetchedPart(() => import('./json-viewer').then((module) => module.JsonViewer)),
  { ssr: false, loading: () => <p className="px-4 py-3 text-mute">Loading…</p> },
);

'use client';

import dynamic from 'next/dynamic';
import { fetchedPart } from '@/components/ui/fetched-part';

/** The Attempts tab of a log. Its code is fetched only where it is opened. */
export const AttemptsTab = dynamic(
  fetchedPart(() => import('./attempts-screen').then((module) => module.AttemptsScreen)),
);

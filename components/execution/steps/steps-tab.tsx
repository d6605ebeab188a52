'use client';

import dynamic from 'next/dynamic';
import { fetchedPart } from '@/components/ui/fetched-part';

/** The Steps tab of a log. Its code is fetched only where it is opened. */
export const StepsTab = dynamic(
  fetchedPart(() => import('./steps-screen').then((module) => module.StepsScreen)),
);

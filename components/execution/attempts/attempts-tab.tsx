'use client';

import dynamic from 'next/dynamic';

/** The Attempts tab of a log. Its code is fetched only where it is opened. */
export const AttemptsTab = dynamic(() =>
  import('./attempts-screen').then((module) => module.AttemptsScreen),
);

'use client';

import dynamic from 'next/dynamic';

/** The Steps tab of a log. Its code is fetched only where it is opened. */
export const StepsTab = dynamic(() =>
  import('./steps-screen').then((module) => module.StepsScreen),
);

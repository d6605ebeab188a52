'use client';

import { useEffect, useRef, useState } from 'react';
import { savePreference } from '@/components/layout/save-preference';
import { type CountsPreferences, printCounts } from '@/lib/query-state/preferences';

export interface CountsLayout extends CountsPreferences {
  /** Whether the facets are open over the page, in a narrow window. */
  sheet: boolean;
  closeSheet: () => void;
  toggleChart: () => void;
}

/** Where the facets fit beside the list, and where they do with room to spare: as in counts-frame. */
const FITS_PX = 1_100;
const ROOMY_PX = 1_400;

/** Which of facets and histogram are shown, remembered by this browser. */
export function useCountsLayout(initial: CountsPreferences) {
  const [shownParts, setShownParts] = useState(initial);
  const { facets, chart } = shownParts;
  const [sheet, setSheet] = useState(false);
  // Not known while the server draws: what was switched on is taken to fit.
  const [width, setWidth] = useState(FITS_PX);
  const buttonRef = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    const measure = () => setWidth(window.innerWidth);
    measure();
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, []);
  // Only once the sheet is gone: what is beside a modal takes no focus.
  useEffect(() => {
    if (wasOpen.current && !sheet) buttonRef.current?.focus();
    wasOpen.current = sheet;
  }, [sheet]);
  const shown = (facets === 'on' && width >= FITS_PX) || (facets === 'auto' && width >= ROOMY_PX);
  const remember = (next: CountsPreferences) => {
    setShownParts(next);
    savePreference('counts', printCounts(next));
  };
  const layout: CountsLayout = {
    facets,
    chart,
    sheet,
    closeSheet: () => setSheet(false),
    toggleChart: () => remember({ facets, chart: chart === 'on' ? 'off' : 'on' }),
  };
  const toggleFacets = () => {
    if (width >= FITS_PX) remember({ facets: shown ? 'off' : 'on', chart });
    else setSheet(true);
  };
  return { layout, buttonRef, expanded: shown || sheet, toggleFacets };
}

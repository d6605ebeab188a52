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

const fits = (px: number) => window.matchMedia(`(min-width: ${px}px)`).matches;

/** Which of facets and histogram are shown, remembered by this browser. */
export function useCountsLayout(initial: CountsPreferences) {
  const [shownParts, setShownParts] = useState(initial);
  const { facets, chart } = shownParts;
  const [sheet, setSheet] = useState(false);
  const [roomy, setRoomy] = useState(false);
  const buttonRef = useRef<HTMLButtonElement>(null);
  useEffect(() => setRoomy(fits(1_400)), []);
  const shown = facets === 'on' || (facets === 'auto' && roomy);
  const remember = (next: CountsPreferences) => {
    setShownParts(next);
    savePreference('counts', printCounts(next));
  };
  const layout: CountsLayout = {
    facets,
    chart,
    sheet,
    closeSheet: () => {
      setSheet(false);
      buttonRef.current?.focus();
    },
    toggleChart: () => remember({ facets, chart: chart === 'on' ? 'off' : 'on' }),
  };
  const toggleFacets = () => {
    if (fits(1_100)) remember({ facets: shown ? 'off' : 'on', chart });
    else setSheet(true);
  };
  return { layout, buttonRef, expanded: shown || sheet, toggleFacets };
}

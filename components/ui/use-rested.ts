'use client';

import { useEffect, useEffectEvent, useState } from 'react';

/**
 * Whether the page is loaded and has come to rest: what is fetched then disturbs no first paint.
 *
 * @param more how many milliseconds longer it takes, asked once it is at rest
 */
export function useRested(more: () => number): boolean {
  const [rested, setRested] = useState(false);
  const onIdle = useEffectEvent(() => setTimeout(() => setRested(true), more()));
  useEffect(() => {
    // Safari has no word for being idle.
    const whenIdle = window.requestIdleCallback ?? setTimeout;
    const onLoad = () => whenIdle(() => onIdle());
    if (document.readyState === 'complete') onLoad();
    else window.addEventListener('load', onLoad);
    return () => window.removeEventListener('load', onLoad);
  }, []);
  return rested;
}

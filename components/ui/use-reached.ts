'use client';

import { useEffect, useState } from 'react';

const SIGNS = ['pointermove', 'touchstart', 'keydown'] as const;

/** Whether somebody is at the screen: the first sign of a hand is the time to fetch what it may ask for. */
export function useReached(): boolean {
  const [reached, setReached] = useState(false);
  useEffect(() => {
    const onSign = () => setReached(true);
    for (const sign of SIGNS) window.addEventListener(sign, onSign, { once: true, passive: true });
    return () => {
      for (const sign of SIGNS) window.removeEventListener(sign, onSign);
    };
  }, []);
  return reached;
}

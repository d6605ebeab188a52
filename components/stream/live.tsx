'use client';

import { type ComponentType, useEffect, useState } from 'react';
import type { LivePanelProps } from './live-panel';

/** Live updates of a list. Their code comes after the first paint: no page waits for it. */
export function Live(props: LivePanelProps) {
  const [Panel, setPanel] = useState<ComponentType<LivePanelProps> | null>(null);
  useEffect(() => {
    import('./live-panel').then(
      ({ LivePanel }) => setPanel(() => LivePanel),
      // A chunk that did not arrive: the list is as it was read, and a reload reads it again.
      () => {},
    );
  }, []);
  return Panel ? <Panel {...props} /> : null;
}

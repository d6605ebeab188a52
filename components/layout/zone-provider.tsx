'use client';

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { savePreference } from './save-preference';

interface Zone {
  /** The IANA zone in which every time on the screen is written. */
  zone: string;
  /** What was chosen: `local` or an IANA zone. */
  choice: string;
  choose: (choice: string) => void;
}

const ZoneContext = createContext<Zone>({ zone: 'UTC', choice: 'UTC', choose: () => {} });

/** One time zone for table, chips and pages alike. */
export function ZoneProvider({
  initialChoice,
  initialLocal,
  children,
}: {
  initialChoice: string;
  initialLocal: string;
  children: ReactNode;
}) {
  const [choice, setChoice] = useState(initialChoice);
  const [local, setLocal] = useState(initialLocal);
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
    setLocal(own);
    savePreference('localZone', own);
  }, []);
  const value = useMemo<Zone>(
    () => ({
      zone: choice === 'local' ? local : choice,
      choice,
      choose: (next) => {
        setChoice(next);
        savePreference('zoneChoice', next);
      },
    }),
    [choice, local],
  );
  return <ZoneContext.Provider value={value}>{children}</ZoneContext.Provider>;
}

export function useZone(): Zone {
  return useContext(ZoneContext);
}

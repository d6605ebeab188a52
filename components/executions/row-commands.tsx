'use client';

import { createContext, type ReactNode, useContext } from 'react';

/** What can be done with one row, from its menu and by key alike. */
export interface RowCommands {
  open: (id: string) => void;
  quickView: (id: string) => void;
  copyLink: (id: string) => void;
  download: (id: string) => void;
  /** With the last success before it. */
  compare: (id: string) => void;
}

const none = () => {};
const RowCommandsContext = createContext<RowCommands>({
  open: none,
  quickView: none,
  copyLink: none,
  download: none,
  compare: none,
});

export function RowCommandsProvider({
  commands,
  children,
}: {
  commands: RowCommands;
  children: ReactNode;
}) {
  return <RowCommandsContext.Provider value={commands}>{children}</RowCommandsContext.Provider>;
}

export function useRowCommands(): RowCommands {
  return useContext(RowCommandsContext);
}

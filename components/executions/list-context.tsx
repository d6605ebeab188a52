'use client';

import { createContext, type ReactNode, useContext } from 'react';

/** Where a list stands: every link from a row keeps its filter. */
export interface ListPlace {
  project: string;
  /** The URL search of the list's filter, `''` or `?…`. */
  filter: string;
}

const ListContext = createContext<ListPlace>({ project: '', filter: '' });

export function ListPlaceProvider({ place, children }: { place: ListPlace; children: ReactNode }) {
  return <ListContext.Provider value={place}>{children}</ListContext.Provider>;
}

export function useListPlace(): ListPlace {
  return useContext(ListContext);
}

'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { PathValueStore } from './path-value-store';

/** Where a list stands: every link from a row keeps its filter. */
export interface ListPlace {
  project: string;
  /** The URL search of the list, `''` or `?…`. */
  filter: string;
  /** What its rows have at the paths that are columns. */
  values: PathValueStore | null;
  /** Changes what is searched for. */
  editQuery: (edit: (q: string) => string) => void;
}

const ListContext = createContext<ListPlace>({
  project: '',
  filter: '',
  values: null,
  editQuery: () => {},
});

export function ListPlaceProvider({ place, children }: { place: ListPlace; children: ReactNode }) {
  return <ListContext.Provider value={place}>{children}</ListContext.Provider>;
}

export function useListPlace(): ListPlace {
  return useContext(ListContext);
}

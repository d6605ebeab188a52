'use client';

import { createContext, useContext } from 'react';

/**
 * The grid is one stop of Tab, then come the controls of its active row, then what is behind the
 * grid: with thousands of rows nobody would ever get there otherwise.
 */
export const RowTabStop = createContext<0 | -1>(0);

/** The `tabIndex` of a control in a row. */
export function useRowTabStop(): 0 | -1 {
  return useContext(RowTabStop);
}

/** Where the parts stand in the grid of CountsPlace, so that their places are there before them. */
const SIDE = 'col-start-1 row-span-2 row-start-1 w-64 overflow-y-auto border-r border-line';

/** `auto`: where the window has room to spare. Narrower windows open a sheet instead. */
export const ASIDE = {
  on: `${SIDE} max-[1099px]:hidden`,
  auto: `${SIDE} max-[1399px]:hidden`,
};

export const STRIP = 'col-start-2 row-start-1 min-w-0 border-b border-line px-4 pb-1';

/** Of the strip before it is there: the line of words, the bars, the times and the marks. */
export const STRIP_HEIGHT = { on: 'min-h-[97px]', off: 'min-h-[33px]' };

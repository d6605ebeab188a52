/** Where the parts stand in the grid of CountsPlace, so that their places are there before them. */
/** `auto`: where the window has room to spare. Narrower windows open a sheet instead. */
export const ASIDE = {
  on: 'facet-side max-[1099px]:hidden',
  auto: 'facet-side max-[1399px]:hidden',
};

export const STRIP = 'col-start-2 row-start-1 min-w-0 border-b border-line px-4 pb-1';

/**
 * Of the line of words, the bars, the times and the marks, whether they are there yet or not: the rows
 * below must not move when they come.
 */
export const STRIP_HEIGHT = { on: 'min-h-[109px]', off: 'min-h-[33px]' };

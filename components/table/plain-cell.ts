/** A cell that is one line of text: it needs no element and no component of its own. */
export interface PlainCell {
  /** Nothing of it is obeyed: it comes from a log. Empty is shown as a dash. */
  text: string;
  className?: string;
  /** Said when the pointer rests on it, where the cell may be too narrow for it. */
  title?: string;
}

import { visibleText } from './visible-text';

/** A text on one line: line ends as ↵, every other unseen character by its name in brackets. */
export function visibleLine(text: string): string {
  return visibleText(text.replace(/\r\n|\r|\n/g, ' ↵ '))
    .map(([run, badge]) => (badge ? `[${run}]` : run))
    .join('');
}

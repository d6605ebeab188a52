import { formatNoun } from '@/lib/format/format-count';
import type { JsonRow } from '@/lib/format/json-row';
import { VisibleText } from '../visible-text';

const COLOR: Record<JsonRow['kind'], string> = {
  string: 'text-(--tok-string)',
  number: 'text-(--tok-number)',
  literal: 'text-(--tok-constant)',
  object: 'text-(--tok-operator)',
  array: 'text-(--tok-operator)',
  text: 'text-text',
};

function countOf({ children, kind }: JsonRow): string {
  return formatNoun(children, kind === 'object' ? 'key' : 'item');
}

/** Key and value of one row. Each is its own bidi island: Arabic cannot pull a bracket along. */
export function JsonRowText({ row, pattern }: { row: JsonRow; pattern: RegExp | null }) {
  const folded = row.shape === 'folded';
  const bracket = row.shape === 'open' || row.shape === 'close';
  return (
    <>
      {row.key === null ? null : (
        <>
          <span className="text-(--tok-function) [unicode-bidi:isolate]">
            <VisibleText text={row.key} pattern={pattern} />
          </span>
          {row.cutKeyChars > 0 ? (
            <span className="text-mute">{` … ${row.cutKeyChars.toLocaleString('en')} more`}</span>
          ) : null}
          <span className="text-(--tok-operator)">: </span>
        </>
      )}
      <span className={`${COLOR[row.kind]} [unicode-bidi:isolate]`}>
        {folded ? (
          row.text.charAt(0)
        ) : (
          <VisibleText text={row.text} pattern={bracket ? null : pattern} />
        )}
      </span>
      {folded ? (
        <>
          <span className="text-mute">{` ${countOf(row)} `}</span>
          <span className={COLOR[row.kind]}>{row.text.charAt(1)}</span>
        </>
      ) : null}
      {row.comma ? <span className="text-(--tok-operator)">,</span> : null}
    </>
  );
}

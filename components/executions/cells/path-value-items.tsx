import { copyText } from '@/components/ui/copy-text';
import { MenuItem } from '@/components/ui/menu-parts';
import type { ColumnKey } from '@/lib/domain/column-layout';
import type { PathValue } from '@/lib/domain/path-value';
import { excludeValue, includeValue } from '@/lib/query-state/edit-query';
import { useListPlace } from '../list-context';

/** Characters of the value that the menu repeats. */
const MAX_SHOWN = 24;

/** What can be done with a value; `shown`: as its cell writes it. */
export function PathValueItems(props: { path: ColumnKey; value: PathValue; shown: string }) {
  const { path, value, shown } = props;
  const { editQuery } = useListPlace();
  const short = shown.length > MAX_SHOWN ? `${shown.slice(0, MAX_SHOWN)}…` : shown;
  // What is not one value, or not all of it, cannot be searched for.
  const isValue = value.kind !== 'object' && value.kind !== 'array' && !value.isCut;
  return (
    <>
      {isValue ? (
        <>
          <MenuItem onSelect={() => editQuery((q) => includeValue(q, path, value.text))}>
            Include {short}
          </MenuItem>
          <MenuItem onSelect={() => editQuery((q) => excludeValue(q, path, value.text))}>
            Exclude {short}
          </MenuItem>
        </>
      ) : null}
      <MenuItem onSelect={() => void copyText(value.text, 'Copied the value.')}>
        {value.isCut ? 'Copy what is shown' : 'Copy value'}
      </MenuItem>
    </>
  );
}

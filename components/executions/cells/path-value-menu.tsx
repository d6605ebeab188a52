'use client';

import { useRowTabStop } from '@/components/table/row-tab-stop';
import { copyText } from '@/components/ui/copy-text';
import { Menu, MenuItem } from '@/components/ui/menu';
import type { ColumnKey } from '@/lib/domain/column-layout';
import type { PathValue } from '@/lib/domain/path-value';
import { visibleLine } from '@/lib/format/visible-line';
import { excludeValue, includeValue } from '@/lib/query-state/edit-query';
import { useListPlace } from '../list-context';

/** Characters of the value that the menu repeats. */
const MAX_SHOWN = 24;

/** A value, which opens what can be searched for by it. */
export function PathValueMenu({ path, value }: { path: ColumnKey; value: PathValue }) {
  const { editQuery } = useListPlace();
  const tabIndex = useRowTabStop();
  const shown = visibleLine(value.text) + (value.isCut ? '…' : '');
  const short = shown.length > MAX_SHOWN ? `${shown.slice(0, MAX_SHOWN)}…` : shown;
  // What is not one value, or not all of it, cannot be searched for.
  const isValue = value.kind !== 'object' && value.kind !== 'array' && !value.isCut;
  const button = (
    <button
      type="button"
      dir="ltr"
      tabIndex={tabIndex}
      title={shown}
      className="truncate rounded-sm font-mono text-[12px] [unicode-bidi:isolate] hover:text-accent"
    >
      {shown === '' ? '""' : shown}
    </button>
  );
  return (
    <Menu align="start" trigger={button}>
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
    </Menu>
  );
}

'use client';

import { useRowTabStop } from '@/components/table/row-tab-stop';
import { Checkbox } from '@/components/ui/checkbox';

/** Selects one row. */
export function SelectRow(props: {
  id: string;
  selected: boolean;
  onToggle: (event: unknown) => void;
}) {
  return (
    <Checkbox
      tabIndex={useRowTabStop()}
      aria-label={`Select ${props.id}`}
      checked={props.selected}
      onClick={props.onToggle}
      onChange={() => {}}
    />
  );
}

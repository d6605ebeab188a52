'use client';

import type { RefObject } from 'react';
import { Button } from '@/components/ui/button';
import { Menu, MenuItem } from '@/components/ui/menu';
import { formatBytes } from '@/lib/format/format-bytes';
import { formatNoun } from '@/lib/format/format-count';
import type { JsonSummary } from './json-engine';
import { JsonSearchBox } from './json-search-box';
import type { JsonFind } from './use-json-find';

interface JsonHeadingProps {
  name: string;
  summary: JsonSummary;
  find: JsonFind;
  inputRef: RefObject<HTMLInputElement | null>;
  onLeaveSearch: () => void;
  onFoldTo: (level: number) => void;
  onCopyAll: () => void;
}

export function JsonHeading(props: JsonHeadingProps) {
  const { name, summary, find, inputRef, onLeaveSearch, onFoldTo, onCopyAll } = props;
  const lines = formatNoun(summary.lineCount, 'line');
  return (
    <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-1 pr-2 pl-4">
      <h3 className="font-semibold">{name}</h3>
      <span className="text-mute tabular-nums max-sm:hidden">{`${formatBytes(summary.bytes)} · ${lines}`}</span>
      <span className="flex-1" />
      {summary.fault ? null : (
        <Menu trigger={<Button look="quiet">Levels</Button>}>
          {[1, 2, 3].map((level) => (
            <MenuItem key={level} shortcut={`${level}`} onSelect={() => onFoldTo(level)}>
              {`Collapse to level ${level}`}
            </MenuItem>
          ))}
          <MenuItem shortcut="0" onSelect={() => onFoldTo(Number.POSITIVE_INFINITY)}>
            Expand all
          </MenuItem>
        </Menu>
      )}
      <Button look="quiet" onClick={onCopyAll}>
        Copy all
      </Button>
      <JsonSearchBox find={find} inputRef={inputRef} onLeave={onLeaveSearch} />
    </div>
  );
}

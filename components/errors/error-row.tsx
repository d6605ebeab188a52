'use client';

import { Ellipsis } from 'lucide-react';
import Link from 'next/link';
import { memo } from 'react';
import { useZone } from '@/components/layout/zone-provider';
import { Checkbox } from '@/components/ui/checkbox';
import { Menu, MenuItem, MenuLine } from '@/components/ui/menu';
import { cn } from '@/lib/cn';
import type { ErrorListItem } from '@/lib/contract/error-list';
import type { SettableState } from '@/lib/domain/error-group';
import type { TimeRange } from '@/lib/domain/time-range';
import { ERROR_STATE_LABEL } from '@/lib/format/error-state-label';
import { formatFullTime, formatShortTime } from '@/lib/format/format-time';
import { visibleLine } from '@/lib/format/visible-line';
import { errorLinks } from './error-links';
import { MessageTemplate } from './message-template';
import { Sparkline } from './sparkline';
import { StateMark } from './state-mark';

interface ErrorRowProps {
  project: string;
  item: ErrorListItem;
  range: TimeRange;
  /** The counts stop at some time: there are at least so many. */
  isPartial: boolean;
  active: boolean;
  selected: boolean;
  onActivate: (fingerprint: string) => void;
  onSelect: (fingerprint: string) => void;
  onSet: (fingerprint: string, state: SettableState) => void;
}

/** One group in two lines: what is raised, and where. */
export const ErrorRow = memo(function ErrorRow(props: ErrorRowProps) {
  const { project, item, range, isPartial, active, selected } = props;
  const { fingerprint, exceptionType, template, frame, actionKey, state } = item;
  const links = errorLinks(project, fingerprint, range);
  const name = [exceptionType, template].filter(Boolean).join(': ');
  const more = isPartial ? '+' : '';
  return (
    <tr
      tabIndex={active ? 0 : -1}
      data-row-id={fingerprint}
      aria-selected={selected}
      onFocus={() => props.onActivate(fingerprint)}
      onMouseDown={() => props.onActivate(fingerprint)}
      className={cn(
        'h-[50px] border-b border-line/70 outline-none focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent',
        selected ? 'bg-tint' : 'hover:bg-raise',
        active && 'shadow-[inset_2px_0_0_var(--accent)]',
      )}
    >
      <td className="pl-4">
        <Checkbox
          aria-label={`Select ${visibleLine(name)}`}
          tabIndex={-1}
          checked={selected}
          onChange={() => props.onSelect(fingerprint)}
        />
      </td>
      <td className="px-2 max-md:py-1.5">
        <Link
          href={links.group}
          prefetch={false}
          title={item.sample ? `Last: ${visibleLine(item.sample)}` : undefined}
          className="block rounded-sm underline-offset-2 hover:text-accent hover:underline max-md:line-clamp-2 md:truncate"
        >
          {exceptionType ? (
            <strong className="font-semibold">{visibleLine(exceptionType)}</strong>
          ) : null}{' '}
          <MessageTemplate template={template} />
        </Link>
        <p className="flex gap-2 overflow-hidden font-mono text-[11px] leading-4 whitespace-nowrap text-mute">
          {actionKey ? (
            <span className="truncate md:max-w-[60%] md:shrink-0">{visibleLine(actionKey)}</span>
          ) : null}
          <span className="truncate max-md:hidden">
            {frame ? visibleLine(frame.replace(/^<module>: /, '')) : 'no traceback'}
          </span>
          {state === 'open' ? null : (
            <span className="ml-auto font-sans md:hidden">{ERROR_STATE_LABEL[state]}</span>
          )}
        </p>
      </td>
      <td className="px-2 max-lg:hidden">
        <Sparkline counts={item.buckets} quiet={state === 'ignored' || state === 'resolved'} />
      </td>
      <td className="px-2 text-right tabular-nums">
        <Link
          href={links.executions}
          prefetch={false}
          title="Show its executions"
          className="rounded-sm underline-offset-2 hover:text-accent hover:underline"
        >
          {item.count.toLocaleString('en')}
          {more}
        </Link>
      </td>
      <td className="px-2 text-right tabular-nums max-md:hidden">
        {item.people.toLocaleString('en')}
        {more && item.people > 0 ? more : ''}
      </td>
      <Seen at={item.firstSeen} />
      <Seen at={item.lastSeen} />
      <td className="px-2 font-mono text-[12px] max-xl:hidden">
        {item.firstCode ? (
          <Link
            href={links.code(item.firstCode)}
            prefetch={false}
            title={`First seen with the code version ${item.firstCode}`}
            className="rounded-sm underline-offset-2 hover:text-accent hover:underline"
          >
            {item.firstCode.slice(0, 8)}
          </Link>
        ) : (
          <span className="text-mute">–</span>
        )}
      </td>
      <td className="px-2 max-md:hidden">
        <State item={item} />
      </td>
      <td className="pr-3">
        <Menu
          trigger={
            <button
              type="button"
              tabIndex={-1}
              aria-label={`Actions for ${visibleLine(name)}`}
              className="flex size-7 items-center justify-center rounded-md text-mute hover:bg-raise hover:text-text"
            >
              <Ellipsis aria-hidden size={15} />
            </button>
          }
        >
          <MenuItem href={links.group} shortcut="↵">
            Open Group
          </MenuItem>
          <MenuItem href={links.executions}>Show Executions</MenuItem>
          <MenuLine />
          <MenuItem shortcut="r" onSelect={() => props.onSet(fingerprint, 'resolved')}>
            Resolve
          </MenuItem>
          <MenuItem shortcut="i" onSelect={() => props.onSet(fingerprint, 'ignored')}>
            Ignore
          </MenuItem>
          <MenuItem shortcut="o" onSelect={() => props.onSet(fingerprint, 'open')}>
            Open Again
          </MenuItem>
        </Menu>
      </td>
    </tr>
  );
});

function Seen({ at }: { at: Date }) {
  const { zone } = useZone();
  return (
    <td
      title={`${formatFullTime(at, zone)} ${zone}`}
      className="px-2 font-mono text-[12px] whitespace-nowrap max-md:hidden"
    >
      {formatShortTime(at, zone)}
    </td>
  );
}

function State({ item: { state, stateAt, stateBy } }: { item: ErrorListItem }) {
  const { zone } = useZone();
  const since = `Since ${formatShortTime(stateAt, zone)}${stateBy ? `, by ${visibleLine(stateBy)}` : ''}`;
  return <StateMark state={state} title={state === 'open' && !stateBy ? undefined : since} />;
}

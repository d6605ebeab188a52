'use client';

import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useCompletions } from '@/components/query-bar/use-completions';
import { Dialog } from '@/components/ui/dialog';
import { cn } from '@/lib/cn';
import { timeZones } from '@/lib/format/time-zones';
import { completionPlace } from '@/lib/query-state/completion-place';
import { parseQuery } from '@/lib/query-state/parse-query';
import { filterUrl } from './filter-url';
import { type OverlayProps, openOverlay } from './open-overlay';
import { type PaletteCommand, paletteCommands } from './palette-commands';
import { chooseTheme } from './use-theme';
import { useZone } from './zone-provider';

const NO_RECENTS: readonly string[] = [];

/** Every command of the product, by a few letters of it; ids, links and queries as well. */
export function CommandPalette({ project, projects, takeTyped, onClose }: OverlayProps) {
  const router = useRouter();
  const { choose: chooseZone } = useZone();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const zones = useMemo(timeZones, []);
  const place = useMemo(() => completionPlace(text, parseQuery(text), text.length), [text]);
  const completions = useCompletions(project.key, text, place, NO_RECENTS).options;
  const commands = useMemo(
    () => paletteCommands({ text, project, projects, completions, zones }),
    [text, project, projects, completions, zones],
  );
  const latestTake = useRef(takeTyped);
  useEffect(() => {
    if (!input.current) return;
    const typed = latestTake.current();
    input.current.focus();
    // At once: the next letter may come before React has written what was typed until now.
    input.current.value = typed;
    setText(typed);
  }, []);
  const write = (next: string) => {
    setText(next);
    setActive(0);
  };
  const run = ({ deed }: PaletteCommand) => {
    if (deed.kind === 'type') {
      write(deed.text);
      return;
    }
    onClose();
    if (deed.kind === 'go') router.push(deed.url);
    if (deed.kind === 'filter') show(filterUrl(project.key, deed.query, window.location));
    if (deed.kind === 'theme') chooseTheme(deed.theme);
    if (deed.kind === 'zone') chooseZone(deed.zone);
    if (deed.kind === 'help') openOverlay('help');
  };
  /** A list that is on the screen follows its URL by itself, without asking the server for the page. */
  const show = (url: string) => {
    const isHere = url.startsWith(`${window.location.pathname}?`);
    if (isHere) window.history.pushState(null, '', url);
    else router.push(url);
  };
  const current = Math.min(active, commands.length - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    // What lies under it has keys of its own.
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const command = commands[current];
    if (step) setActive((current + step + commands.length) % commands.length);
    else if (event.key === 'Enter' && command) run(command);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog
      label="Commands"
      onClose={onClose}
      className="top-[12vh]! my-0! w-[min(600px,94vw)] overflow-hidden"
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only keeps the keys from the page below. */}
      <div onKeyDown={onKeyDown}>
        <input
          ref={input}
          type="text"
          role="combobox"
          aria-label="Command, id, link or query"
          aria-expanded={commands.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={commands.length > 0 ? `${listId}-${current}` : undefined}
          placeholder="Go to, filter by, switch…"
          value={text}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => write(event.target.value)}
          className="h-11 w-full border-b border-line bg-transparent px-4 text-[14px] outline-none placeholder:text-mute"
        />
        <div
          role="listbox"
          id={listId}
          aria-label="Commands"
          className="relative max-h-[min(420px,60dvh)] overflow-y-auto p-1.5"
        >
          {commands.map((command, index) => (
            <Command
              key={`${command.group} ${command.label} ${JSON.stringify(command.deed)}`}
              id={`${listId}-${index}`}
              command={command}
              heads={commands[index - 1]?.group !== command.group}
              isActive={index === current}
              onRun={() => run(command)}
            />
          ))}
        </div>
      </div>
    </Dialog>
  );
}

function Command({
  id,
  command,
  heads,
  isActive,
  onRun,
}: {
  id: string;
  command: PaletteCommand;
  /** The first of its group. */
  heads: boolean;
  isActive: boolean;
  onRun: () => void;
}) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the box, which has the focus.
    <div
      ref={ref}
      role="option"
      id={id}
      tabIndex={-1}
      aria-selected={isActive}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onRun}
      className={cn(
        'flex min-h-8 cursor-default items-center gap-3 rounded-md px-2.5',
        heads && 'mt-1 first:mt-0',
        isActive ? 'bg-tint' : 'hover:bg-raise',
      )}
    >
      <span className={cn('w-24 shrink-0 text-[12px] text-mute', !heads && 'max-md:invisible')}>
        {command.group}
      </span>
      <span className="max-w-[60%] shrink-0 truncate">{command.label}</span>
      {command.hint ? (
        <span className="ml-auto min-w-0 truncate text-[12px] text-mute">{command.hint}</span>
      ) : null}
    </div>
  );
}

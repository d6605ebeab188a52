import { useEffect, useId, useRef, useState } from 'react';
import { cn } from '@/lib/cn';
import { visibleLine } from '@/lib/format/visible-line';
import type { OpenedSource } from './open-source';
import type { CheckedState } from './read-opened-file';
import { STATE_WORD } from './state-text';
import { useFileStates } from './use-file-states';

/** Rows that are drawn; more of a zip are found by typing. */
const MAX_ROWS = 300;

/** The files of a zip: ↑ ↓ move, Enter opens; the box above narrows them. */
export function FileList({
  source,
  chosen,
  onChoose,
}: {
  source: OpenedSource;
  chosen: string | null;
  onChoose: (name: string) => void;
}) {
  const [text, setText] = useState('');
  const [active, setActive] = useState(Math.max(0, source.names.indexOf(chosen ?? '')));
  const states = useFileStates(source);
  const box = useRef<HTMLInputElement>(null);
  const listId = useId();
  useEffect(() => box.current?.focus(), []);
  const wanted = text.trim().toLowerCase();
  const found = source.names.filter((name) => name.toLowerCase().includes(wanted));
  const shown = found.slice(0, MAX_ROWS);
  const current = Math.min(active, shown.length - 1);
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const name = shown[current];
    if (event.nativeEvent.isComposing || name === undefined) return;
    if (step) setActive(Math.max(0, Math.min(shown.length - 1, current + step)));
    else if (event.key === 'Enter') onChoose(name);
    else return;
    event.preventDefault();
  };
  const { missing } = source;
  return (
    <div className="flex min-h-0 shrink-0 flex-col border-line max-md:max-h-[40dvh] max-md:border-b md:w-[320px] md:border-r">
      <input
        ref={box}
        type="text"
        role="combobox"
        aria-label="Files"
        aria-expanded={shown.length > 0}
        aria-controls={listId}
        aria-activedescendant={shown.length > 0 ? `${listId}-${current}` : undefined}
        placeholder={`${source.names.length === 1 ? '1 file' : `${source.names.length} files`}: ↑ ↓, Enter opens`}
        value={text}
        spellCheck={false}
        autoComplete="off"
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
        className="h-10 shrink-0 border-b border-line bg-transparent px-4 -outline-offset-2 placeholder:text-mute"
      />
      {missing.length > 0 ? (
        <p className="bg-warn-tint px-4 py-2 text-warn">
          {missing.length === 1
            ? `The manifest names a file that is not there: ${visibleLine(missing[0] ?? '')}`
            : `The manifest names ${missing.length} files that are not there.`}
        </p>
      ) : null}
      <div
        role="listbox"
        id={listId}
        aria-label="Files"
        className="relative min-h-0 overflow-y-auto py-1"
      >
        {shown.map((name, index) => (
          <FileRow
            key={name}
            id={`${listId}-${index}`}
            name={name}
            state={states.get(name)}
            isActive={index === current}
            isChosen={name === chosen}
            onChoose={() => {
              setActive(index);
              onChoose(name);
            }}
          />
        ))}
      </div>
      {found.length > shown.length ? (
        <p className="px-4 py-2 text-mute">
          {found.length - shown.length} more: type to find them.
        </p>
      ) : null}
      {found.length === 0 ? (
        <p className="px-4 py-2 text-mute">
          {source.names.length === 0 ? 'There is no file in it.' : 'No file has this in its name.'}
        </p>
      ) : null}
    </div>
  );
}

function FileRow(props: {
  id: string;
  name: string;
  state: CheckedState | undefined;
  isActive: boolean;
  isChosen: boolean;
  onChoose: () => void;
}) {
  const { id, name, state, isActive, isChosen, onChoose } = props;
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
      aria-selected={isChosen}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
      className={cn(
        'cursor-default border-l-2 px-3.5 py-1',
        isChosen ? 'border-accent' : 'border-transparent',
        isActive ? 'bg-tint' : 'hover:bg-raise',
      )}
    >
      <div className="truncate font-mono text-[12px]">{visibleLine(name)}</div>
      {state ? (
        <div className={cn('text-[12px]', state === 'changed' ? 'text-warn' : 'text-mute')}>
          {STATE_WORD[state]}
        </div>
      ) : null}
    </div>
  );
}

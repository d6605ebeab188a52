'use client';

import { useSyncExternalStore } from 'react';

interface Message {
  id: number;
  text: string;
}

/** Long enough to read it twice. */
const SHOWN_MS = 3_500;
const SHOWN_MS_OF_CHAR = 70;
let messages: readonly Message[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function change(update: (current: readonly Message[]) => readonly Message[]): void {
  messages = update(messages);
  for (const listener of listeners) listener();
}

/** Says one line at the foot of the screen and to screen readers; said again, it stands there once. */
export function toast(text: string): void {
  const id = nextId;
  nextId += 1;
  change((current) => [...current.filter((one) => one.text !== text).slice(-2), { id, text }]);
  setTimeout(
    () => change((current) => current.filter((message) => message.id !== id)),
    Math.max(SHOWN_MS, text.length * SHOWN_MS_OF_CHAR),
  );
}

const NONE: readonly Message[] = [];

export function Toaster() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => messages,
    () => NONE,
  );
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-24 z-[60] flex flex-col items-center gap-2"
    >
      {shown.map((message) => (
        <div
          key={message.id}
          className="max-w-[90vw] rounded-lg border border-line bg-panel px-3 py-2 shadow-[0_12px_32px_rgb(0_0_0/0.3)]"
        >
          {message.text}
        </div>
      ))}
    </div>
  );
}

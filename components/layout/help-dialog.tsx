'use client';

import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { FIELD_HINTS } from '@/lib/domain/field-hints';
import { FIELD_NAMES } from '@/lib/domain/query-fields';
import { paths } from '@/lib/paths';
import type { OverlayProps } from './open-overlay';

type Row = [what: string, meaning: string];

const KEYS: [where: string, keys: [keys: string[], does: string][]][] = [
  [
    'Everywhere',
    [
      [['?'], 'this help'],
      [['⌘K', 'Ctrl K'], 'commands: go to, filter by, switch'],
      [['a file dropped'], 'a bundle, or a zip of them, opens as a log'],
    ],
  ],
  [
    'Executions',
    [
      [['/'], 'search'],
      [['j', 'k', '↑', '↓'], 'next and previous row'],
      [['space'], 'quick view'],
      [['↵'], 'open the log'],
      [['x'], 'select'],
      [['a', '⌘A'], 'select all that are loaded'],
      [['v'], 'compare the two that are selected, or one with the last success'],
      [['c'], 'copy the link'],
      [['d'], 'download the code'],
      [['r'], 'retry'],
      [['i'], 'why it failed'],
      [['ctrl ⇧ ←', 'ctrl ⇧ →'], 'move the column that has the focus'],
    ],
  ],
  [
    'Errors',
    [
      [['j', 'k', '↵'], 'move, open the group'],
      [['r'], 'resolve'],
      [['i'], 'ignore'],
      [['o'], 'open again'],
      [['x'], 'select'],
    ],
  ],
  [
    'Quick view',
    [
      [['←', '→'], 'previous and next log'],
      [['esc'], 'back to the row'],
    ],
  ],
  [
    'Log',
    [
      [['j', 'k'], 'next and previous log'],
      [['c'], 'copy the link'],
      [['d'], 'download the code'],
      [['r'], 'retry'],
      [['i'], 'why it failed'],
      [['esc'], 'back to the list'],
      [['⌘↵', 'Ctrl ↵'], 'run it in this browser (tab Run)'],
    ],
  ],
];

const LANGUAGE: Row[] = [
  ['revision part', 'both words occur in ids, event, target, actions or message'],
  ['"has no revision"', 'the phrase; \\" and \\\\ stand for a quote and a backslash'],
  ['status:failed,rejected', 'one of the values'],
  ['-event:UPDATE', 'not that value; - stands before any term'],
  ['duration:>500ms', 'also >=, <, <=, and 1s..5s, 1s.., ..5s with both ends included'],
  ['created:-2h', 'since two hours ago; created:2026-11-01..2026-11-05 in UTC'],
  ['has:request_id', 'has a value'],
  ['ctx.part.id:34', 'at a path of the context; ctx.lines[].sku in any element of a list'],
  ['attr.status_code:>=500', 'at a path of the attributes'],
  ['entry:"timeout"', 'in a log entry; step: and step.connector: ask the steps'],
  ['(a OR b) c', 'one of the two, and c; terms beside each other must all hold'],
];

/** The keys and the language of the search bar, in one place. */
export function HelpDialog({ takeTyped, onClose }: OverlayProps) {
  const latestTake = useRef(takeTyped);
  useEffect(() => void latestTake.current(), []);
  return (
    <Dialog
      label="Keys and search language"
      onClose={onClose}
      className="max-h-[90dvh] w-[min(920px,94vw)] overflow-hidden"
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only keeps the keys from the page below. */}
      <div onKeyDown={(event) => event.stopPropagation()} className="flex max-h-[inherit] flex-col">
        <header className="flex items-center border-b border-line px-4 py-2">
          <h2 className="flex-1 font-semibold">Keys and search language</h2>
          <a href={paths.apiReference()} className="px-3 text-accent underline underline-offset-2">
            API reference
          </a>
          <Button look="quiet" className="w-8 px-0" aria-label="Close" onClick={onClose}>
            <X aria-hidden size={15} />
          </Button>
        </header>
        <section
          aria-label="Help"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by keys too.
          tabIndex={0}
          className="grid min-h-0 gap-x-8 gap-y-4 overflow-y-auto p-4 outline-none md:grid-cols-[310px_minmax(0,1fr)]"
        >
          <div className="space-y-4">
            {KEYS.map(([where, keys]) => (
              <Part key={where} title={where}>
                <dl className="space-y-1">
                  {keys.map(([names, does]) => (
                    <div key={does} className="flex items-center gap-2">
                      <dt className="flex w-[108px] shrink-0 flex-wrap gap-1 whitespace-nowrap">
                        {names.map((name) => (
                          <Kbd key={name}>{name}</Kbd>
                        ))}
                      </dt>
                      <dd>{does}</dd>
                    </div>
                  ))}
                </dl>
              </Part>
            ))}
          </div>
          <div className="space-y-4">
            <Part title="Search language">
              <Rows rows={LANGUAGE} />
            </Part>
            <Part title="Fields">
              <Rows rows={FIELD_NAMES.map((name): Row => [name, FIELD_HINTS[name]])} />
            </Part>
          </div>
        </section>
      </div>
    </Dialog>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <h3 className="pb-1 text-[12px] font-semibold text-mute">{title}</h3>
      {children}
    </div>
  );
}

function Rows({ rows }: { rows: readonly Row[] }) {
  return (
    <dl className="space-y-1">
      {rows.map(([what, meaning]) => (
        <div key={what} className="flex flex-wrap gap-x-3">
          <dt className="w-[210px] shrink-0 font-mono text-[12px] [font-variant-ligatures:none]">
            {what}
          </dt>
          <dd className="min-w-0 flex-1 basis-48 text-mute">{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}

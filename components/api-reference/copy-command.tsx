'use client';

import { Copy } from 'lucide-react';
import { copyText } from '@/components/ui/copy-text';

/** A command that a reader takes away; without scripts it is selected by hand. */
export function CopyCommand({ command, name }: { command: string; name: string }) {
  return (
    <div className="relative">
      <pre className="rounded-md border border-line bg-panel py-2 pr-10 pl-3 font-mono text-[12px] leading-5 break-words whitespace-pre-wrap">
        {command}
      </pre>
      <button
        type="button"
        aria-label={`Copy the command: ${name}`}
        className="absolute top-1 right-1 grid size-7 place-items-center rounded-sm text-mute hover:bg-raise hover:text-text"
        onClick={() => void copyText(command, 'Command copied')}
      >
        <Copy aria-hidden="true" size={14} />
      </button>
    </div>
  );
}

'use client';

import Link from 'next/link';
import { useSyncExternalStore } from 'react';
import { buttonClass } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { paths } from '@/lib/paths';

/** Nothing has arrived yet: how to send the first execution. */
export function SendFirst({ project }: { project: string }) {
  const origin = useSyncExternalStore(
    () => () => {},
    () => window.location.origin,
    () => 'http://127.0.0.1:3000',
  );
  const curl = `curl ${origin}/api/v1/executions \\
  -H "Authorization: Bearer $RUNLENS_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{"event": "UPDATE", "target": "PART", "target_record_id": "34", "status": "success"}'`;
  const python = `export RUNLENS_URL=${origin} RUNLENS_API_KEY=…
python3 runlens.py run check_part.py --context part.json --event UPDATE --target PART`;
  return (
    <Notice
      title="No executions yet"
      actions={
        <Link className={buttonClass('primary')} href={paths.settings(project)}>
          Make an API key
        </Link>
      }
    >
      <p>Send one with any HTTP client:</p>
      <Snippet text={curl} label="With curl" />
      <p>Or record a Python action, with its output, using clients/python/runlens.py:</p>
      <Snippet text={python} label="With Python" />
    </Notice>
  );
}

function Snippet({ text, label }: { text: string; label: string }) {
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
      aria-label={label}
      data-scroll-keys
      className="overflow-x-auto rounded-lg border border-line bg-panel p-3 text-text"
    >
      <pre className="font-mono text-[12px]">{text}</pre>
    </section>
  );
}

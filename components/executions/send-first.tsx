'use client';

import Link from 'next/link';
import { useState, useSyncExternalStore } from 'react';
import { Button, buttonClass } from '@/components/ui/button';
import { copyText } from '@/components/ui/copy-text';
import { Notice } from '@/components/ui/notice';
import { createApiKeyAction } from '@/lib/actions/create-api-key';
import { answerOf } from '@/lib/format/answer-of';
import { paths } from '@/lib/paths';

const NO_KEY = '$RUNLENS_API_KEY';

/** Nothing has arrived yet: how to send the first execution, with a key that works if asked for. */
export function SendFirst({ project }: { project: string }) {
  const [key, setKey] = useState<string | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const origin = useSyncExternalStore(
    () => () => {},
    () => window.location.origin,
    () => 'http://127.0.0.1:3000',
  );
  const curl = `curl ${origin}/api/v1/executions \\
  -H "Authorization: Bearer ${key ?? NO_KEY}" \\
  -H "Content-Type: application/json" \\
  -d '{"event": "UPDATE", "target": "PART",
       "target_record_id": "34", "status": "success"}'`;
  const python = `export RUNLENS_URL=${origin} RUNLENS_API_KEY=${key ?? '…'}
python3 runlens.py run check_part.py --context part.json \\
  --event UPDATE --target PART`;
  const makeKey = async () => {
    const made = await answerOf(createApiKeyAction({ project, name: 'First execution' }));
    if (made.ok) setKey(made.value.key);
    setFailed(made.ok ? null : made.error.message);
  };
  return (
    <Notice
      title="No executions yet"
      actions={
        <>
          {key === null ? (
            <Button look="primary" onClick={() => void makeKey()}>
              Make an API key and fill it in
            </Button>
          ) : null}
          <Link className={buttonClass()} href={paths.settings(project)}>
            API keys
          </Link>
        </>
      }
    >
      <p role="status">
        {key === null
          ? 'This screen shows executions as they arrive. Send one with any HTTP client:'
          : 'The key is filled in below and is not shown again. Run this, and the execution appears here:'}
      </p>
      {failed === null ? null : (
        <p role="alert" className="text-bad">
          The key could not be made: {failed}
        </p>
      )}
      <Snippet text={curl} label="With curl" />
      <p>Or record a Python action, with its output, using clients/python/runlens.py:</p>
      <Snippet text={python} label="With Python" />
    </Notice>
  );
}

function Snippet({ text, label }: { text: string; label: string }) {
  return (
    <div className="flex items-start gap-2 rounded-lg border border-line bg-panel p-3">
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
        tabIndex={0}
        aria-label={label}
        data-scroll-keys
        className="min-w-0 flex-1 overflow-x-auto text-text"
      >
        <pre className="font-mono text-[12px]">{text}</pre>
      </section>
      <Button
        aria-label={`Copy ${label.toLowerCase()}`}
        onClick={() => void copyText(text, 'Copied')}
      >
        Copy
      </Button>
    </div>
  );
}

'use client';

import dynamic from 'next/dynamic';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { fetchedPart } from '@/components/ui/fetched-part';
import { formatBytes } from '@/lib/format/format-bytes';
import { openFiles, useOpenedFiles } from './opened-files';
import { MAX_OPENED_BYTES } from './opened-limits';

/** Fetched with the first file: a page that shares it at once would make the table's come in more pieces. */
const OpenedFilesView = dynamic(
  fetchedPart(() => import('./opened-files-view').then((module) => module.OpenedFilesView)),
  { ssr: false, loading: () => <p className="px-4 py-3 text-mute">Loading…</p> },
);

/** Opens what Download Code and Download Zip have written, as read-only logs, in this browser alone. */
export function OpenScreen({ project }: { project: string }) {
  const opened = useOpenedFiles();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    window.addEventListener('paste', onPaste);
    return () => window.removeEventListener('paste', onPaste);
  }, []);
  const choose = (
    <>
      <Button
        look={opened ? 'plain' : 'primary'}
        className={opened ? 'ml-auto' : ''}
        onClick={() => input.current?.click()}
      >
        {opened ? 'Open another…' : 'Choose a file…'}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept=".py,.zip,text/x-python,application/zip"
        onChange={({ target }) => {
          if (target.files?.length) openFiles([...target.files]);
          // So that the same file can be chosen again after an edit.
          target.value = '';
        }}
      />
    </>
  );
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="flex shrink-0 items-center gap-3 border-b border-line px-4 py-3">
        <h1 className="text-[15px] font-semibold">Open a bundle</h1>
        {opened ? choose : null}
      </header>
      {opened ? (
        <OpenedFilesView project={project} opened={opened} />
      ) : (
        <div className="mx-auto flex w-full max-w-xl flex-col items-start gap-3 px-6 py-14">
          <p>
            Drop a file of Download Code or a zip of Download Zip on any page, choose it here, or
            paste it.
          </p>
          <p className="text-mute">
            It is read in this browser and uploaded nowhere; only whether this project has an
            execution with its id is asked of the server. A file may have{' '}
            {formatBytes(MAX_OPENED_BYTES)}.
          </p>
          {choose}
        </div>
      )}
    </div>
  );
}

/** Files as well as the text of one, unless it goes where text is typed. */
function onPaste(event: ClipboardEvent): void {
  const typing =
    event.target instanceof HTMLElement && event.target.closest('input, textarea, select, dialog');
  if (!event.clipboardData || event.defaultPrevented) return;
  const files = [...event.clipboardData.files];
  const text = event.clipboardData.getData('text/plain');
  if (files.length > 0) openFiles(files);
  else if (!typing && text !== '') openFiles([new File([text], 'pasted text')]);
  else return;
  event.preventDefault();
}

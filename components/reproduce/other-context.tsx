import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { MAX_INGEST_BYTES } from '@/lib/domain/limits';
import { failureWords } from '@/lib/format/failure-words';
import { formatBytes } from '@/lib/format/format-bytes';
import { paths } from '@/lib/paths';
import { contextFault } from './context-fault';

interface OtherContextProps {
  project: string;
  onContext: (context: { text: string; from: string }) => void;
  onClose: () => void;
}

/** An id, or the address of a log page: of the same project unless it names another. */
function readTarget(text: string, project: string): { project: string; id: string } | null {
  const trimmed = text.trim();
  const link = /\/p\/([^/?#]+)\/executions\/([^/?#]+)/.exec(trimmed);
  try {
    if (link?.[1] && link[2]) {
      return { project: decodeURIComponent(link[1]), id: decodeURIComponent(link[2]) };
    }
  } catch {
    return null;
  }
  return trimmed === '' || trimmed.includes('/') ? null : { project, id: trimmed };
}

/** Takes the context of another execution that the viewer may read, by its id or link, or a saved one. */
export function OtherContext({ project, onContext, onClose }: OtherContextProps) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  const take = async (event: FormEvent) => {
    event.preventDefault();
    const target = readTarget(text, project);
    if (!target) return setProblem('That is neither the id of an execution nor a link to one.');
    setIsBusy(true);
    setProblem(null);
    try {
      const answer = await fetch(paths.executionContext(target.project, target.id));
      if (answer.ok) return onContext({ text: await answer.text(), from: target.id });
      const said = (await answer.json().catch(() => null)) as { detail?: string } | null;
      setProblem(said?.detail ?? `The server answered ${answer.status}.`);
    } catch (error) {
      setProblem(failureWords(error));
    } finally {
      setIsBusy(false);
    }
  };

  const takeFile = async (file: File) => {
    setProblem(null);
    if (file.size > MAX_INGEST_BYTES) {
      return setProblem(`A context has at most ${formatBytes(MAX_INGEST_BYTES)}.`);
    }
    const given = (await file.text()).replace(/^\ufeff/, '');
    const fault = contextFault(given);
    if (!fault) return onContext({ text: given, from: file.name });
    setProblem(`Line ${fault.line}, column ${fault.column}: ${fault.message}. It is no JSON.`);
  };

  return (
    <form
      onSubmit={(event) => void take(event)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
      className="flex flex-wrap items-center gap-2 border-b border-line bg-panel px-4 py-2"
    >
      <label className="flex min-w-0 flex-1 items-center gap-2">
        <span className="shrink-0">Execution</span>
        <input
          // biome-ignore lint/a11y/noAutofocus: it was asked for by the press of a button just now.
          autoFocus
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder="Id or link"
          spellCheck={false}
          aria-describedby={problem ? 'other-context-problem' : undefined}
          className="h-8 min-w-40 flex-1 rounded-md border border-(--edge) bg-bg px-2 font-mono text-[12px] placeholder:text-mute"
        />
      </label>
      <Button type="submit" disabled={isBusy}>
        Use its context
      </Button>
      <label className="flex items-center gap-2 max-md:w-full">
        or a saved file
        <input
          type="file"
          accept=".json,application/json"
          onChange={(event) => {
            const file = event.target.files?.[0];
            // The same file can be chosen again when it has been mended.
            event.target.value = '';
            if (file) void takeFile(file).catch(() => setProblem('The file cannot be read.'));
          }}
          className="min-w-0 text-[12px] text-mute file:mr-2 file:h-8 file:rounded-md file:border file:border-line file:bg-bg file:px-2.5 file:text-text"
        />
      </label>
      <Button look="quiet" onClick={onClose}>
        Cancel
      </Button>
      {problem ? (
        <p id="other-context-problem" role="alert" className="w-full text-bad">
          {problem}
        </p>
      ) : null}
    </form>
  );
}

import { Pane } from '@/components/execution/pane';
import { Button } from '@/components/ui/button';
import { failureWords } from '@/lib/format/failure-words';
import { CodeEditor } from './code-editor';
import type { useCaseCode } from './use-case-code';

interface CaseEditorProps {
  code: ReturnType<typeof useCaseCode>;
  /** Called after every change. */
  onChange: () => void;
}

/** The newest code of the action, to be edited once and tried on all cases. */
export function CaseEditor({ code, onChange }: CaseEditorProps) {
  const { query, isEdited } = code;
  const { data } = query;
  const title = data?.isNewest === false ? 'Code of the last case' : 'Newest code';
  return (
    <Pane title={title} detail={isEdited ? 'edited' : undefined}>
      {data ? (
        <>
          <label className="flex items-center gap-2 border-b border-line px-4 py-2">
            <input
              type="checkbox"
              className="size-4 shrink-0 accent-(--accent)"
              checked={isEdited || code.isChosen}
              // Edited code is there to be run.
              disabled={isEdited}
              onChange={(event) => code.choose(event.target.checked)}
            />
            Run all cases with this code in place of their own
          </label>
          <CodeEditor
            key={code.generation}
            handle={code.handle}
            label="Code for all cases"
            language="python"
            text={data.code}
            onChange={(edited) => {
              code.onEdit(edited);
              onChange();
            }}
            className="h-[45vh] min-h-60"
          />
        </>
      ) : query.error && !query.isFetching ? (
        <div className="flex items-center gap-3 px-4 py-3">
          <p role="alert" className="text-bad">
            The code could not be fetched: {failureWords(query.error)}
          </p>
          <Button onClick={() => void query.refetch()}>Try again</Button>
        </div>
      ) : (
        <p className="px-4 py-3 text-mute">Loading…</p>
      )}
    </Pane>
  );
}

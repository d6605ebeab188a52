import { useState } from 'react';
import { Pane } from '@/components/execution/pane';
import { Button } from '@/components/ui/button';
import { formatBytes } from '@/lib/format/format-bytes';
import { visibleLine } from '@/lib/format/visible-line';
import { CodeEditor } from './code-editor';
import { type Draft, MAX_OPENED_CHARS } from './use-draft';

/** The code and the context of a run, to be edited. */
export function RunEditors({
  draft,
  code,
  onSaveContext,
}: {
  draft: Draft;
  code: string;
  onSaveContext: () => void;
}) {
  const { context, contextText, generation, fault, edited } = draft;
  const [opened, setOpened] = useState<number | null>(null);
  const isOpen = contextText.length <= MAX_OPENED_CHARS || opened === generation;
  const said = [
    context.from ? `of ${visibleLine(context.from)}` : null,
    edited.includes('context') && !context.from ? 'edited' : null,
    context.text === null ? 'none was sent' : null,
  ].filter((one) => one !== null);
  return (
    <>
      <Pane title="Code" detail={edited.includes('code') ? 'edited' : undefined}>
        <CodeEditor
          key={`code ${generation}`}
          handle={draft.codeRef}
          label="Code"
          language="python"
          text={code}
          onChange={draft.onCode}
          className="h-[45vh] min-h-60"
        />
      </Pane>
      <Pane
        title="Context"
        detail={said.join(', ') || undefined}
        actions={
          edited.includes('context') ? (
            <Button onClick={onSaveContext} disabled={fault !== null}>
              Save as a new context
            </Button>
          ) : undefined
        }
      >
        {isOpen ? (
          <CodeEditor
            key={`context ${generation}`}
            handle={draft.contextRef}
            label="Context"
            language="json"
            text={contextText}
            fault={fault}
            onChange={draft.onContext}
            className="h-[32vh] min-h-48"
          />
        ) : (
          <div className="flex flex-wrap items-center gap-3 px-4 py-3 text-mute">
            <p>It is {formatBytes(contextText.length)} and runs as it is.</p>
            <Button onClick={() => setOpened(generation)}>Open it in the editor</Button>
          </div>
        )}
        {fault ? (
          <p role="alert" className="border-t border-line bg-bad-tint px-4 py-2 text-bad">
            Line {fault.line}, column {fault.column}: {fault.message}. The context has to be JSON.
          </p>
        ) : null}
      </Pane>
    </>
  );
}

import { type Ref, useEffect, useEffectEvent, useImperativeHandle, useRef, useState } from 'react';
import { cn } from '@/lib/cn';
import type { JsonFault } from '@/lib/format/json-fault';
import { editorTheme, onThemeChange } from './editor-theme';

export interface EditorHandle {
  /** What somebody made of the text, or null while it is as it was given. */
  edited: () => string | null;
  focus: () => void;
}

interface CodeEditorProps {
  handle: Ref<EditorHandle>;
  label: string;
  language: 'python' | 'json';
  /** What it starts with; another text needs another key. */
  text: string;
  fault?: JsonFault | null;
  /** Called after a change, with whether the text differs from the one given. */
  onChange: (isEdited: boolean) => void;
  className?: string;
}

type Monaco = typeof import('./monaco').monaco;
type Opened = { monaco: Monaco; editor: ReturnType<Monaco['editor']['create']> };

const THEME = 'runlens';

/** A text to edit. Escape makes the Tab key leave it; where it is typed again it indents again. */
export function CodeEditor(props: CodeEditorProps) {
  const { handle, label, language, text, fault = null, className } = props;
  const placeRef = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [failed, setFailed] = useState(false);
  const firstVersion = useRef(0);
  const isEdited = (editor: Opened['editor']) =>
    editor.getModel()?.getAlternativeVersionId() !== firstVersion.current;
  const onChange = useEffectEvent((editor: Opened['editor']) => props.onChange(isEdited(editor)));

  useEffect(() => {
    let isGone = false;
    let close = () => {};
    import('./monaco')
      .then(({ monaco }) => {
        if (isGone || !placeRef.current) return;
        monaco.editor.defineTheme(THEME, editorTheme());
        const editor = monaco.editor.create(placeRef.current, {
          ...OPTIONS,
          ...{ theme: THEME, value: text, language },
          ariaLabel: `${label}. Escape, then Tab leaves the editor.`,
        });
        firstVersion.current = editor.getModel()?.getAlternativeVersionId() ?? 0;
        editor.onDidChangeModelContent(() => onChange(editor));
        const endLeaving = leaveByTab(placeRef.current);
        const endTheme = onThemeChange(() => monaco.editor.defineTheme(THEME, editorTheme()));
        close = () => {
          endTheme();
          endLeaving();
          editor.getModel()?.dispose();
          editor.dispose();
        };
        setOpened({ monaco, editor });
      })
      .catch(() => setFailed(true));
    return () => {
      isGone = true;
      close();
      setOpened(null);
    };
  }, [text, language, label]);

  useImperativeHandle(handle, () => ({
    edited: () => (opened && isEdited(opened.editor) ? opened.editor.getValue() : null),
    focus: () => opened?.editor.focus(),
  }));

  useEffect(() => {
    const model = opened?.editor.getModel();
    if (!opened || !model) return;
    const at = fault && { startLineNumber: fault.line, startColumn: fault.column };
    const marker = at && {
      ...at,
      ...{ endLineNumber: at.startLineNumber, endColumn: at.startColumn + 1 },
      ...{ message: fault.message, severity: opened.monaco.MarkerSeverity.Error },
    };
    opened.monaco.editor.setModelMarkers(model, 'json', marker ? [marker] : []);
  }, [opened, fault]);

  return (
    <div className={cn('relative min-w-0', className)}>
      <div ref={placeRef} className="absolute inset-0" />
      {opened ? null : (
        <p className="px-4 py-3 text-mute">
          {failed ? 'The editor could not be fetched. Reload the page to try again.' : 'Loading…'}
        </p>
      )}
    </div>
  );
}

/** After Escape the Tab key is the page's, until another key is pressed. Returns what ends it. */
function leaveByTab(place: HTMLElement): () => void {
  let isLeaving = false;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Tab' && isLeaving) event.stopPropagation();
    else if (event.key !== 'Shift') isLeaving = event.key === 'Escape';
  };
  place.addEventListener('keydown', onKeyDown, { capture: true });
  return () => place.removeEventListener('keydown', onKeyDown, { capture: true });
}

const OPTIONS = {
  automaticLayout: true,
  // What is written is what stands there, also where text is put in at once.
  autoClosingBrackets: 'never',
  autoClosingQuotes: 'never',
  autoSurround: 'never',
  // The platform's own text field: what keys belong to it is known to the rest of the page.
  editContext: false,
  fontFamily: '"JetBrains Mono Variable", ui-monospace, Menlo, Consolas, monospace',
  fontLigatures: false,
  fontSize: 12,
  lineHeight: 20,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  lineNumbersMinChars: 4,
  renderLineHighlightOnlyWhenFocus: true,
  // A scroll at its end goes on with the page.
  scrollbar: { alwaysConsumeMouseWheel: false },
  // Nothing in a log is trusted: not its line ends, nor addresses in it.
  unusualLineTerminators: 'off',
  links: false,
  contextmenu: false,
  quickSuggestions: false,
  fixedOverflowWidgets: true,
  padding: { top: 8, bottom: 8 },
} as const;

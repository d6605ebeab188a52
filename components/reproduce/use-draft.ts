import { type RefObject, useEffect, useRef, useState } from 'react';
import { prettyJson } from '@/lib/bundle/pretty-json';
import type { JsonFault } from '@/lib/format/json-fault';
import type { EditorHandle } from './code-editor';
import { contextFault } from './context-fault';
import type { RunSource } from './fetch-run-source';

/** Characters of a context that are opened in the editor without being asked. */
export const MAX_OPENED_CHARS = 1_000_000;
const CHECK_AFTER_MS = 200;

interface GivenContext {
  /** The producer's text; null when none was sent. */
  text: string | null;
  /** The execution or file that it was taken from, or null when it is this one's own. */
  from: string | null;
}

export interface Draft {
  codeRef: RefObject<EditorHandle | null>;
  contextRef: RefObject<EditorHandle | null>;
  context: GivenContext;
  /** What the editor of the context starts with, indented; its tokens are untouched. */
  contextText: string;
  /** Another number, another pair of editors. */
  generation: number;
  /** Where the edited context is no JSON. */
  fault: JsonFault | null;
  edited: readonly ('code' | 'context')[];
  onCode: (isEdited: boolean) => void;
  onContext: (isEdited: boolean) => void;
  take: (context: { text: string; from: string }) => void;
  reset: () => void;
  /** Code and context as they stand, or null when the context is no JSON. */
  read: () => { code: string; contextText: string | null; edited: Draft['edited'] } | null;
}

/** The code and the context of an execution as somebody edits them. */
export function useDraft({ source }: RunSource): Draft {
  const codeRef = useRef<EditorHandle>(null);
  const contextRef = useRef<EditorHandle>(null);
  const own: GivenContext = { text: source.contextText, from: null };
  const [context, setContext] = useState(own);
  const [generation, setGeneration] = useState(0);
  const [isCodeEdited, setCodeEdited] = useState(false);
  const [isContextEdited, setContextEdited] = useState(false);
  const [fault, setFault] = useState<JsonFault | null>(null);
  const checkRef = useRef(0);
  useEffect(() => () => window.clearTimeout(checkRef.current), []);

  const begin = (given: GivenContext) => {
    setContext(given);
    setGeneration((count) => count + 1);
    setContextEdited(false);
    setFault(null);
  };
  const check = () => {
    const text = contextRef.current?.edited() ?? null;
    const found = text === null ? null : contextFault(text);
    setFault(found);
    return found;
  };
  const parts = [isCodeEdited ? 'code' : null, isContextEdited || context.from ? 'context' : null];
  const edited = parts.filter((part): part is 'code' | 'context' => part !== null);

  return {
    codeRef,
    contextRef,
    context,
    contextText: prettyJson(context.text ?? '{}'),
    generation,
    fault,
    edited,
    onCode: setCodeEdited,
    onContext: (isEdited) => {
      setContextEdited(isEdited);
      window.clearTimeout(checkRef.current);
      checkRef.current = window.setTimeout(check, CHECK_AFTER_MS);
    },
    take: begin,
    reset: () => {
      setCodeEdited(false);
      begin(own);
    },
    read: () => {
      if (check()) return null;
      return {
        code: codeRef.current?.edited() ?? source.code,
        contextText: contextRef.current?.edited() ?? context.text,
        edited,
      };
    },
  };
}

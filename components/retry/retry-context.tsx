import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { type Ref, type RefObject, useState } from 'react';
import type { EditorHandle } from '@/components/reproduce/code-editor';
import { fetchedPart } from '@/components/ui/fetched-part';
import { PartFailed } from '@/components/ui/part-failed';
import { prettyJson } from '@/lib/bundle/pretty-json';
import type { RetryPlan } from '@/lib/contract/retry-plan';
import { failureWords } from '@/lib/format/failure-words';
import { formatBytes } from '@/lib/format/format-bytes';
import { paths } from '@/lib/paths';
import { RetryChoice, RetryPart } from './retry-choice';

const CodeEditor = dynamic(
  fetchedPart(() =>
    import('@/components/reproduce/code-editor').then((module) => module.CodeEditor),
  ),
  { ssr: false, loading: () => <p className="px-4 py-3 text-mute">Loading…</p> },
);

/** A longer context is not opened in an editor. */
const MAX_EDITED_BYTES = 2 * 1024 * 1024;

interface RetryContextProps {
  project: string;
  id: string;
  plan: RetryPlan;
  editorRef: Ref<EditorHandle>;
  /** Takes the text as it was recorded, once it is read. */
  recordedRef: RefObject<string | null>;
  hasOwnContext: boolean;
  onChoose: (hasOwnContext: boolean) => void;
}

/** Which context it will run with: as recorded, or as somebody edits it here. */
export function RetryContext(props: RetryContextProps) {
  const { plan, hasOwnContext, onChoose } = props;
  const { contextBytes } = plan;
  const isLong = (contextBytes ?? 0) > MAX_EDITED_BYTES;
  return (
    <RetryPart title="Context">
      <RetryChoice name="retry-context" checked={!hasOwnContext} onChoose={() => onChoose(false)}>
        As recorded{' '}
        <span className="text-mute">
          ({contextBytes === null ? 'none was sent' : formatBytes(contextBytes)})
        </span>
      </RetryChoice>
      <RetryChoice
        name="retry-context"
        checked={hasOwnContext}
        disabled={isLong}
        onChoose={() => onChoose(true)}
      >
        Edited{isLong ? ' (too long for an editor: send it through the API)' : ''}
      </RetryChoice>
      {hasOwnContext ? <ContextEditor {...props} /> : null}
    </RetryPart>
  );
}

function ContextEditor({ project, id, plan, editorRef, recordedRef }: RetryContextProps) {
  const [, setEdited] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['retry-context', project, id, plan.facts.attempt],
    queryFn: async ({ signal }) => {
      if (plan.contextBytes === null) return '{}';
      const answer = await fetch(paths.executionContext(project, id), { signal });
      if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
      return answer.text();
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (error) {
    return (
      <PartFailed onAgain={() => void refetch()}>
        The context could not be read: {failureWords(error)}
      </PartFailed>
    );
  }
  if (data === undefined) return <p className="px-4 py-2 text-mute">Loading…</p>;
  recordedRef.current = data;
  return (
    <div className="mx-2 mt-1 overflow-hidden rounded-md border border-line">
      <CodeEditor
        handle={editorRef}
        label="Context of the retry"
        language="json"
        // In lines, as one edits it; left as it is, the recorded text itself is sent.
        text={prettyJson(data)}
        onChange={setEdited}
        className="h-[28vh] min-h-40"
      />
    </div>
  );
}

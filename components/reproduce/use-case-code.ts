import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { CasesCode } from '@/lib/format/case-words';
import { paths } from '@/lib/paths';
import type { EditorHandle } from './code-editor';
import { fetchJson } from './fetch-json';

interface ActionCode {
  code: string;
  /** False when it is that of the last case, because no execution is kept any more. */
  isNewest: boolean;
}

/** The code that all cases can be run with, fetched when somebody opens it. */
export function useCaseCode(project: string, actionKey: string) {
  const handle = useRef<EditorHandle>(null);
  const [isOpen, setOpen] = useState(false);
  const [isEdited, setEdited] = useState(false);
  const [isChosen, setChosen] = useState(false);
  const [generation, setGeneration] = useState(0);
  const url = paths.actionCode(project, actionKey);
  const query = useQuery({
    queryKey: ['action-code', url],
    queryFn: async () => (await fetchJson(url)) as ActionCode,
    // An edit must not be lost to a fetch.
    staleTime: Number.POSITIVE_INFINITY,
    enabled: isOpen,
  });
  return {
    ...{ handle, query, isOpen, isEdited, isChosen, generation },
    toggle: () => setOpen((before) => !before),
    onEdit: setEdited,
    choose: setChosen,
    /** As it was given, and each case with its own code again. */
    reset: () => {
      setEdited(false);
      setChosen(false);
      setGeneration((count) => count + 1);
    },
    /** What runs in place of each case's own code, as it stands now; null: their own. */
    read: (): { code: CasesCode; text: string | null } => {
      const edited = handle.current?.edited() ?? null;
      if (edited !== null) return { code: 'edited', text: edited };
      const given = isChosen ? (query.data?.code ?? null) : null;
      return { code: given === null ? 'own' : 'newest', text: given };
    },
  };
}

import { useCallback, useRef, useState } from 'react';
import type { JsonView } from './json-engine';
import type { JsonAsk } from './json-messages';
import type { JsonSource } from './use-json-source';

/** The rows as they are now and the current one; `version` counts the changes of the rows. */
export interface JsonViewState extends JsonView {
  readonly version: number;
}

export type JsonAct = (work: (ask: JsonAsk, now: JsonView) => Promise<JsonView>) => void;

/** Changes run one after the other, so that a held key cannot overtake its own answer. */
export function useJsonView(source: JsonSource): { view: JsonViewState; act: JsonAct } {
  const { rowCount } = source.summary;
  const [view, setView] = useState<JsonViewState>({ rowCount, row: 0, line: 0, version: 0 });
  const now = useRef<JsonView>(view);
  const queue = useRef(Promise.resolve());

  const act: JsonAct = useCallback(
    (work) => {
      queue.current = queue.current
        .then(async () => {
          const next = await work(source.ask, now.current);
          now.current = next;
          setView((old) => ({ ...next, version: old.version + 1 }));
        })
        .catch(reportError);
    },
    [source],
  );

  return { view, act };
}

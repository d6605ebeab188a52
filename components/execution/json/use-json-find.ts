import { useEffect, useMemo, useState } from 'react';
import { searchPattern } from '@/lib/format/search-pattern';
import type { JsonMatches } from './json-engine';
import type { JsonSource } from './use-json-source';
import type { JsonAct } from './use-json-view';

export interface JsonFind {
  readonly needle: string;
  readonly setNeedle: (needle: string) => void;
  readonly pattern: RegExp | null;
  /** Null while it is looking. */
  readonly matches: JsonMatches | null;
  /** From 0. */
  readonly index: number;
  readonly go: (by: number) => void;
}

const TYPING_MS = 150;

/** Searching as one types; the first match at or below the current line comes into sight. */
export function useJsonFind(source: JsonSource, act: JsonAct): JsonFind {
  const [needle, setNeedle] = useState('');
  const [matches, setMatches] = useState<JsonMatches | null>(null);
  const [index, setIndex] = useState(0);

  useEffect(() => {
    setMatches(null);
    let stale = false;
    const timer = setTimeout(
      () => {
        void source.ask('find', needle).then((found) => {
          if (stale || !found) return;
          setMatches(found);
          if (found.count === 0) return;
          act(async (ask, now) => {
            const start = await ask('matchFrom', now.line);
            setIndex(start);
            return ask('openMatch', start);
          });
        });
      },
      needle === '' ? 0 : TYPING_MS,
    );
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [needle, source, act]);

  const go = (by: number) => {
    if (!matches || matches.count === 0) return;
    const next = (index + by + matches.count) % matches.count;
    setIndex(next);
    act((ask) => ask('openMatch', next));
  };

  const pattern = useMemo(() => searchPattern(needle), [needle]);
  return { needle, setNeedle, pattern, matches, index, go };
}

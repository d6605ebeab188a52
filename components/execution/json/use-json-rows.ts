import { useEffect, useRef, useState } from 'react';
import type { JsonRow } from '@/lib/format/json-row';
import type { JsonSource } from './use-json-source';

interface Loaded {
  readonly version: number;
  readonly from: number;
  readonly rows: readonly JsonRow[];
}

/** The rows of a window. While newer ones are on their way the old ones that fit still show. */
export function useJsonRows(
  source: JsonSource,
  first: number,
  last: number,
  version: number,
): (row: number) => JsonRow | undefined {
  const [loaded, setLoaded] = useState<Loaded>({
    version,
    from: 0,
    rows: source.summary.firstRows,
  });
  const latest = useRef(0);

  useEffect(() => {
    const ticket = ++latest.current;
    void source.ask('rows', first, last).then((rows) => {
      if (ticket === latest.current) setLoaded({ version, from: first, rows });
    });
  }, [source, first, last, version]);

  return (row) => loaded.rows[row - loaded.from];
}

'use client';

import { type ComponentType, useState } from 'react';
import { notLoadedWords } from './not-loaded-words';
import { PartFailed } from './part-failed';

/**
 * What fetches a part of the screen for `dynamic`. Where the part does not arrive, because the server
 * is away or has another build by now, it says so in its own place and can be asked for again: an
 * error would take the whole page away from who reads it.
 */
export function fetchedPart<Props extends object>(
  fetchPart: () => Promise<ComponentType<Props>>,
): () => Promise<ComponentType<Props>> {
  return () =>
    fetchPart().catch(
      () =>
        function MissingPart(props: Props) {
          const [Part, setPart] = useState<ComponentType<Props> | null>(null);
          const [isBusy, setBusy] = useState(false);
          if (Part) return <Part {...props} />;
          const again = async () => {
            setBusy(true);
            const part = await fetchPart().catch(() => null);
            setPart(() => part);
            setBusy(false);
          };
          return (
            <PartFailed isBusy={isBusy} onAgain={() => void again()}>
              {notLoadedWords()}
            </PartFailed>
          );
        },
    );
}

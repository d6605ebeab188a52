'use client';

import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { Problem } from '@/lib/query-state/parsed-query';

/** The query of a link or of the bar makes no sense: nothing is listed rather than something else. */
export function NotUnderstood({
  problem: { message, fix },
  onChange,
}: {
  problem: Problem;
  onChange: (q: string) => void;
}) {
  return (
    <Notice
      title="This search is not understood"
      actions={
        <>
          {fix ? (
            <Button look="primary" onClick={() => onChange(fix.text)}>
              {fix.label}
            </Button>
          ) : null}
          <Button onClick={() => onChange('')}>Clear the search</Button>
        </>
      }
    >
      <p role="alert">{message}</p>
    </Notice>
  );
}

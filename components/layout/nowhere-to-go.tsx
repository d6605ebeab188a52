import Link from 'next/link';
import { buttonClass } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { visibleLine } from '@/lib/format/visible-line';
import { paths } from '@/lib/paths';
import { GoTo } from './go-to';

/** Nothing has the id that somebody was sent with. */
export function NowhereToGo({ text }: { text: string }) {
  return (
    <main>
      <h1 className="sr-only">Go to an id</h1>
      <Notice
        title="No execution has this id"
        actions={
          <Link className={buttonClass('primary')} href={paths.home()}>
            All executions
          </Link>
        }
      >
        <p className="font-mono text-[12px] break-all text-text">
          {visibleLine(text.slice(0, 500))}
        </p>
        <p>
          It was looked for as a request id, a producer’s id, a target record id, an execution id
          and a link, in every project that you may open. The log may be older than the retention,
          or may not have arrived yet.
        </p>
        <GoTo />
      </Notice>
    </main>
  );
}

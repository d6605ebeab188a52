import Link from 'next/link';
import { buttonClass } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { paths } from '@/lib/paths';

/** Not there, and not yours: the same answer. */
export function NothingFound() {
  return (
    <>
      <h1 className="sr-only">Not found</h1>
      <Notice
        title="There is nothing here"
        actions={
          <Link className={buttonClass('primary')} href={paths.home()}>
            All executions
          </Link>
        }
      >
        <p>
          The link is wrong, the log is older than the retention, or it belongs to a project that
          you may not open.
        </p>
      </Notice>
    </>
  );
}

import Link from 'next/link';
import { buttonClass } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { paths } from '@/lib/paths';

export default function NotFound() {
  return (
    <main>
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
    </main>
  );
}

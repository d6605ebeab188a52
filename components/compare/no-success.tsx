import Link from 'next/link';
import { buttonClass } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { paths } from '@/lib/paths';

/** Where a log was to be compared with the last success and there has been none. */
export function NoSuccess({ project, id }: { project: string; id: string }) {
  return (
    <>
      <h1 className="sr-only">Compare with the last success</h1>
      <Notice
        title="There is no success to compare with"
        actions={
          <Link className={buttonClass('primary')} href={paths.execution(project, id)}>
            Back to the log
          </Link>
        }
      >
        <p>
          No execution of the same action on the same event and target has succeeded before this
          one, as far back as logs are kept. To compare it with another, select both in the list and
          press v.
        </p>
      </Notice>
    </>
  );
}

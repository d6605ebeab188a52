import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { findStoredBundleAction } from '@/lib/actions/find-stored-bundle';
import { isExecutionId } from '@/lib/domain/execution-id';
import { unwrap } from '@/lib/domain/result';
import { failureWords } from '@/lib/format/failure-words';
import { paths } from '@/lib/paths';

interface StoredTwinProps {
  project: string;
  /** As the file has it, so anything. */
  id: string;
  /** Of the file; null where the browser could not work it out. */
  sha256: string | null;
}

/** The execution of this project that has the id of the file, and whether it is the same. */
export function StoredTwin({ project, id, sha256 }: StoredTwinProps) {
  const { data, error } = useQuery({
    queryKey: ['stored-bundle', project, id],
    queryFn: async () => unwrap(await findStoredBundleAction({ project, id })),
    enabled: isExecutionId(id),
    staleTime: 0,
  });
  if (!isExecutionId(id)) return 'The file names no execution';
  if (error) return `It could not be looked for: ${failureWords(error)}`;
  if (data === undefined) return 'Looking for its execution…';
  if (data === null) return 'There is no execution with its id, or it is older than the retention';
  return (
    <>
      <Link
        prefetch={false}
        href={paths.execution(project, id)}
        className="underline decoration-line underline-offset-2 hover:text-accent"
      >
        The execution with its id
      </Link>{' '}
      {sha256 === null
        ? 'is there'
        : data.sha256 === sha256
          ? 'has the same code, context and recording'
          : 'has another code, context or recording'}
    </>
  );
}

import { NewProject } from '@/components/settings/new-project';
import { Mark } from './mark';

/** Every project was deleted: the way to the next one. */
export function FirstProject() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-4 px-6">
      <Mark />
      <h1 className="text-[20px] leading-7 font-semibold">There is no project</h1>
      <p className="text-mute">Executions belong to a project. Make one to go on.</p>
      <NewProject />
    </main>
  );
}

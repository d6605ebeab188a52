import { join } from 'node:path';
import { inArchiveTurn } from '@/lib/db/archive/in-archive-turn';
import { listDayIds } from '@/lib/db/archive/list-day-ids';
import { dayOf } from '@/lib/db/partitions/day';
import { listPartitions } from '@/lib/db/partitions/list-partitions';
import { listProjects } from '@/lib/db/projects/list-projects';
import type { Project } from '@/lib/domain/project';
import { archiveFile } from './archive-file';
import { archivedTexts } from './archived-texts';

/**
 * Writes every day that ended by the day of `ms` to `folder`, as `PROJECT/YYYY-MM-DD.ndjson.gz`.
 * @param report told why a day could not be written
 * @returns up to where the days may be dropped, Unix ms: none that is not in a file
 */
export async function archiveDays(
  folder: string,
  ms: number,
  report: (error: Error) => void,
): Promise<number> {
  const days = await daysBefore(ms);
  const [first] = days;
  if (first === undefined) return ms;
  const until = await inArchiveTurn(async () => {
    for (const day of days) {
      try {
        for (const project of await listProjects()) await archiveProject(folder, project, day);
      } catch (cause) {
        const name = dayName(day);
        const why = (cause as Error).message;
        report(
          new Error(`${name} is kept beyond its time, for it was not exported: ${why}`, { cause }),
        );
        return day;
      }
    }
    return ms;
  });
  // Where another process is at it nothing is known of what it has written.
  return until ?? first;
}

/** Days of executions that are still there, oldest first. */
async function daysBefore(ms: number): Promise<number[]> {
  const oldest = dayOf(ms);
  const partitions = (await listPartitions()).filter(({ table }) => table === 'executions');
  return partitions
    .filter(({ day, state }) => day < oldest && state === 'attached')
    .map(({ day }) => day);
}

/** A project without executions on that day gets no file. */
async function archiveProject(folder: string, { id, key }: Project, day: number): Promise<void> {
  if ((await listDayIds(id, day, { after: null, limit: 1 })).length === 0) return;
  const path = join(folder, key, `${dayName(day)}.ndjson.gz`);
  await archiveFile(path, archivedTexts(id, day));
}

const dayName = (day: number) => new Date(day).toISOString().slice(0, 10);

import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inArchiveTurn } from '@/lib/db/archive/in-archive-turn';
import { DAY_MS, dayOf } from '@/lib/db/partitions/day';
import { createProject } from '@/lib/db/projects/create-project';
import type { ProjectId } from '@/lib/domain/project';
import { withIngest } from '@/lib/testing/with-ingest';
import { archiveDays } from './archive-days';
import { heldDays } from './held-days';
import { keepPartitions } from './keep-partitions';

const { sendBody, rowsOf, childrenOf } = withIngest();
const TODAY = dayOf(Date.now());
const DAY = TODAY - 20 * DAY_MS;
const NAME = new Date(DAY).toISOString().slice(0, 10);

let folder: string;
let project: ProjectId;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runlens-archive-test-'));
  project = (await createProject('kept', 'Kept')).id;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const at = (second: number) => new Date(DAY + second * 1_000).toISOString().replace('Z', '4567Z');
const LINES = [
  `{"id": "whole", "created_at": "${at(1)}", "event": "UPDATE", "target": "PART", "status": "failed",
   "validation_message": "no", "raised_action": "a", "actions": [{"key": "a", "name": "A"}],
   "language": "python", "code": "print(1)\\n", "context": {"n": 12345678901234567890.10, "a": 1, "a": 2},
   "output": {"stdout": "1\\n"}, "attributes": {"k": 1.0}, "trigger": {"kind": "x"}, "attempt": 1,
   "steps": [{"seq": 1, "name": "s", "input": {"b": 1e3}, "status": "skipped"}, {"seq": 2, "parent_seq": 1, "own": 7}],
   "entries": [{"seq": 3, "level": "warning", "event": "e", "message": "m", "data": {"z": 1.50}, "own": 7}]}`,
  `{"created_at": "${at(2)}", "event": "CREATE", "target": "PART", "status": "success"}`,
].map((line) => line.replaceAll('\n', ' '));

const send = (to: ProjectId, text: string) => sendBody(to, text, new Date());
const contentOf = async (name: string) =>
  gunzipSync(await readFile(join(folder, 'kept', name))).toString();

/** What is told, and up to where days may go. */
async function archive(into = folder) {
  const told: string[] = [];
  const until = await archiveDays(into, DAY + DAY_MS, (error) => told.push(error.message));
  return { told, until };
}

describe('days before they are dropped', () => {
  it('are files that can be imported, with all that was kept', async () => {
    expect(await send(project, LINES.join('\n'))).toMatchObject({ accepted: 2 });
    expect(await archive()).toEqual({ told: [], until: DAY + DAY_MS });
    expect(await readdir(join(folder, 'kept'))).toEqual([`${NAME}.ndjson.gz`]);
    const text = await contentOf(`${NAME}.ndjson.gz`);
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ event }) => event)).toEqual(['UPDATE', 'CREATE']);
    expect(lines[0]).toMatchObject({ archived: { flags: ['unknown_key'], attempts: [] } });
    const other = (await createProject('other', 'Other')).id;
    expect(await send(other, text)).toMatchObject({ accepted: 2, rejected: [] });
    const [before] = (await rowsOf(project)).filter(({ external_id }) => external_id === 'whole');
    const [after] = (await rowsOf(other)).filter(({ external_id }) => external_id === 'whole');
    for (const name of [
      ...['created_at', 'status', 'event', 'target', 'message', 'raised_action', 'context_text'],
      ...['output_text', 'actions_text', 'trigger_text', 'code_sha256', 'language', 'attempt'],
    ]) {
      expect([name, after[name]]).toEqual([name, before[name]]);
    }
    // The time bits with the part of the millisecond: sent to its own project it would be the same.
    expect(after.id.slice(0, 18)).toBe(before.id.slice(0, 18));
    for (const table of ['execution_steps', 'execution_entries'] as const) {
      const strip = (row: Record<string, unknown>) => ({ ...row, project_id: 0, execution_id: 0 });
      const kept = (await childrenOf(project, table)).map(strip);
      expect((await childrenOf(other, table)).map(strip)).toEqual(kept);
    }
  });

  it('sent to their own project are no copies', async () => {
    const text = await contentOf(`${NAME}.ndjson.gz`);
    await send(project, text.split('\n')[0] ?? '');
    expect((await rowsOf(project)).filter((row) => row.external_id === 'whole')).toHaveLength(1);
  });

  it('are written once, and beside a file that holds something else', async () => {
    const other = await mkdtemp(join(tmpdir(), 'runlens-archive-test-'));
    await archive(other);
    await archive(other);
    expect(await readdir(join(other, 'kept'))).toEqual([`${NAME}.ndjson.gz`]);
    await writeFile(join(other, 'kept', `${NAME}.ndjson.gz`), 'older');
    await writeFile(join(other, 'kept', `${NAME}.ndjson.gz.part-1`), 'left by a process');
    await archive(other);
    expect((await readdir(join(other, 'kept'))).sort()).toEqual([
      `${NAME}.2.ndjson.gz`,
      `${NAME}.ndjson.gz`,
    ]);
    expect(await readFile(join(other, 'kept', `${NAME}.ndjson.gz`), 'utf8')).toBe('older');
    await rm(other, { recursive: true });
  });

  it('stay while they cannot be written, and go when they can', async () => {
    // A file where the folder should be: no user, root neither, can write there.
    const blocked = join(folder, 'blocked');
    await writeFile(blocked, '');
    const settings = { retentionDays: 19, exportDir: blocked };
    const told: string[] = [];
    await keepPartitions((error) => told.push(error.message), settings);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(`${NAME} is kept beyond its time`);
    expect((await rowsOf(project)).length).toBeGreaterThan(0);
    // At any other hour the turn that housekeeping may miss could hide the day.
    const noon = TODAY + DAY_MS / 2;
    const held = () => heldDays(noon, { ...settings, exportDir: blocked } as never);
    expect(await held()).toEqual([NAME]);
    await rm(blocked);
    await mkdir(blocked);
    await chmod(blocked, 0o755);
    await keepPartitions((error) => told.push(error.message), settings);
    expect(told).toHaveLength(1);
    expect(await rowsOf(project)).toEqual([]);
    expect(await held()).toEqual([]);
    expect(await readdir(join(blocked, 'kept'))).toEqual([`${NAME}.ndjson.gz`]);
  });

  it('stay while another process writes them', async () => {
    await send(project, LINES.join('\n'));
    const during = await inArchiveTurn(() => archive());
    expect(during).toEqual({ told: [], until: DAY });
    expect((await archive()).until).toBe(DAY + DAY_MS);
  });
});

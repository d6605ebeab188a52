import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET as logs } from '@/app/api/v1/action-runs/[id]/logs/route';
import { GET as stream } from '@/app/api/v1/action-runs/[id]/logs/stream/route';
import { hashSecretToken } from '@/lib/auth/secret-token';
import { createApiKey } from '@/lib/db/accounts/create-api-key';
import { createProject } from '@/lib/db/projects/create-project';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { ingestEntries } from '@/lib/ingest/ingest-entries';
import { serveRoutes } from '@/lib/testing/serve-routes';
import { LEAST, withIngest } from '@/lib/testing/with-ingest';
import { actionLogs } from './action-logs';
import { CliProblem, EXIT } from './cli-problem';

const { send } = withIngest();

/** As the document prints it, but for the blanks that it leaves out where lines end. */
const DOCUMENTED = `10:30:00 [info] extraction_started - Starting extraction from klaviyo
10:30:01 [info] resource_started - Extracting profiles (1/3)
10:30:45 [info] resource_completed - Completed profiles: 12,500 rows
10:30:46 [info] resource_started - Extracting events (2/3), sliced
10:30:47 [info] slice_started - Slice 1/104 for events
10:31:30 [info] slice_completed - Slice 1/104: 8,500 rows`.split('\n');

let server: Awaited<ReturnType<typeof serveRoutes>>;
let last = 0;

beforeAll(async () => {
  server = await serveRoutes({
    '/api/v1/action-runs/:id/logs': logs,
    '/api/v1/action-runs/:id/logs/stream': stream,
  });
});

afterAll(async () => {
  await server.close();
});

interface Run {
  project: ProjectId;
  id: ExecutionId;
  key: string;
}

async function newRun(entries: readonly object[]): Promise<Run> {
  last += 1;
  const project = (await createProject(`cli-${last}`, 'CLI')).id;
  const key = randomBytes(16).toString('hex');
  await createApiKey(project, { name: 'k', prefix: 'k', keySha256: hashSecretToken(key) });
  const { ids } = await send(project, { ...LEAST, id: 'run_abc123', status: 'running' });
  const run = { project, id: ids[0] as ExecutionId, key };
  await append(run, entries);
  return run;
}

async function append({ project, id }: Run, entries: readonly (object | string)[]) {
  const lines = entries.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
  const headers = { contentEncoding: null, contentLength: null };
  await ingestEntries(project, id, new Blob([lines.join('\n')]).stream(), headers);
}

/** What the command prints; `onLine` sees each line as it comes. */
async function print(
  key: string,
  args: readonly string[],
  { onLine, url = server.url }: { onLine?: (count: number) => unknown; url?: string } = {},
): Promise<string[]> {
  const lines: string[] = [];
  await actionLogs.run(args, {
    place: () => ({ url, key }),
    commands: [],
    terminal: {
      ...{ isColoured: false, isScreen: true },
      say: () => {},
      progress: () => {},
      print: async (line) => {
        lines.push(line);
        await onLine?.(lines.length);
      },
    },
  });
  return lines;
}

function documented(): object[] {
  return DOCUMENTED.map((line) => {
    const [, time, level, event, message] = /^(\S+) \[(\w+)\] (\w+) - (.*)$/.exec(line) ?? [];
    return { occurred_at: `2026-01-23T${time}Z`, level, event, message };
  });
}

describe('runlens actions logs', () => {
  it('prints the documented lines', async () => {
    const { key } = await newRun(documented());
    expect(await print(key, ['run_abc123'])).toEqual(DOCUMENTED);
  });

  it('gives a level and what is worse', async () => {
    const levels = ['info', 'warning', 'error'];
    const { key } = await newRun(levels.map((level) => ({ level, event: `a_${level}` })));
    expect(await print(key, ['run_abc123', '--level', 'warning'])).toEqual([
      '--:--:-- [warning] a_warning',
      '--:--:-- [error] a_error',
    ]);
  });

  it('lets nothing of a log steer the terminal', async () => {
    const message = 'a\x1b[2J\x9b31m\u202eb\r\nc\td';
    const run = await newRun([{ level: 'info', message }]);
    expect(await print(run.key, ['run_abc123'])).toEqual([
      '--:--:-- [info] a<U+001B>[2J<U+009B>31m<U+202E>b ↵ c d',
    ]);
    const [json = ''] = await print(run.key, ['run_abc123', '--json']);
    expect(json).toMatch(/^[\x20-\x7e]*$/);
    expect(JSON.parse(json).message).toBe(message);
  });

  it('keeps numbers that JavaScript does not hold, and characters of two halves', async () => {
    const run = await newRun([]);
    await append(run, ['{"message": "🙂 \ud83d\u009b", "data": {"n": 12345678901234567890.10}}']);
    const [json = ''] = await print(run.key, ['run_abc123', '--json']);
    expect(json).toContain('12345678901234567890.10');
    expect(json).toContain('🙂');
  });

  it('follows over lines that break, and ends with the run', async () => {
    const seqs = Array.from({ length: 60 }, (_, seq) => ({ seq, event: `e${seq}` }));
    const run = await newRun(seqs.slice(0, 20));
    const lines = await print(run.key, ['run_abc123', '-f'], {
      onLine: async (count) => {
        if (count === 10) server.interrupt();
        if (count === 20) await append(run, seqs.slice(20, 40));
        if (count === 30) server.interrupt();
        if (count !== 40) return;
        await append(run, seqs.slice(40));
        await send(run.project, { ...LEAST, id: 'run_abc123', status: 'success' });
      },
    });
    expect(lines).toEqual(seqs.map(({ event }) => `--:--:-- [info] ${event}`));
  });

  it.each([
    ['a run that is not there', ['nothing'], {}, EXIT.notFound],
    ['a key that opens nothing', ['run_abc123'], { key: 'wrong' }, EXIT.notAllowed],
    ['a server that is not there', ['run_abc123'], { url: 'http://127.0.0.1:9' }, EXIT.notReached],
    ['no run', [], {}, EXIT.usage],
    ['two runs', ['a', 'b'], {}, EXIT.usage],
    ['an unknown level', ['a', '--level', 'loud'], {}, EXIT.usage],
    ['an unknown option', ['a', '--tail'], {}, EXIT.usage],
  ])('says what is wrong with %s', async (_, args, { key, url }: Asked, exitCode) => {
    const run = await newRun([]);
    const failed = await print(key ?? run.key, args, { url }).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(CliProblem);
    expect(failed).toMatchObject({ exitCode });
  });
});

interface Asked {
  key?: string;
  url?: string;
}

import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { GET as runLogs } from '@/app/api/v1/action-runs/[id]/logs/route';
import { GET as runLogStream } from '@/app/api/v1/action-runs/[id]/logs/stream/route';
import { GET as actionLog } from '@/app/logs/actions/[actionRunId]/route';
import { withCli } from '@/lib/testing/with-cli';
import { LEAST, withIngest } from '@/lib/testing/with-ingest';

const { send } = withIngest();
const server = withCli({
  '/api/v1/action-runs/:id/logs': runLogs,
  '/api/v1/action-runs/:id/logs/stream': runLogStream,
  '/logs/actions/:id': (request, { params }) =>
    actionLog(request, { params: params.then(({ id }) => ({ actionRunId: id })) }),
});

/** The commands of the documents, to the letter, by the line above them. */
const golden = readFileSync(new URL('golden/documented.sh', import.meta.url), 'utf8');
const COMMANDS = new Map(
  golden
    .split(/^# /m)
    .filter(Boolean)
    .map(
      (part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1)] as const,
    ),
);

let key: string;
beforeAll(async () => {
  const project = await server.newProject();
  key = project.key;
  const levels = ['info', 'warning', 'error'];
  const entries = levels.map((level, seq) => ({
    seq,
    level,
    event: `an_${level}`,
    data: { n: 1 },
  }));
  await send(project.id, { ...LEAST, id: 'run_abc123', entries });
});

/** Runs it as it stands, but for the host and what the documents leave open. */
async function curl(name: string, replaced: Record<string, string>): Promise<string> {
  let command = COMMANDS.get(name) ?? '';
  for (const [from, to] of Object.entries(replaced)) {
    expect(command).toContain(from);
    command = command.replaceAll(from, to);
  }
  const env = { ...process.env, VAI_API_KEY: key };
  const { stdout } = await promisify(execFile)('bash', ['-c', command], { env });
  return stdout;
}

const VIRTUOUS = 'https://api.virtuousai.com';

describe('the commands of the documents', () => {
  it('fetch all logs of a run', async () => {
    const text = await curl('VirtuousAI, Accessing Logs: Fetch All Logs', {
      [VIRTUOUS]: server.url(),
    });
    expect(JSON.parse(text).map(({ event }: { event: string }) => event)).toEqual([
      ...['an_info', 'an_warning', 'an_error'],
    ]);
  });

  it('stream them', async () => {
    const name = 'VirtuousAI, Accessing Logs: Stream Logs (SSE)';
    const text = await curl(name, { [VIRTUOUS]: server.url() });
    const lines = text.split('\n').filter((line) => line.startsWith('data: {'));
    const events = lines.map((line) => JSON.parse(line.slice(6)));
    expect(events.slice(0, 3)).toMatchObject([
      { event: 'an_info', data: { n: 1 } },
      { event: 'an_warning', data: { n: 1 } },
      { event: 'an_error', data: { n: 1 } },
    ]);
  });

  it.each([
    ['Errors only', ['an_error']],
    ['Warnings and errors', ['an_warning', 'an_error']],
  ])('filter them: %s', async (name, events) => {
    const place = `${server.url()}/api/v1/action-runs/run_abc123`;
    const text = await curl(`VirtuousAI, Filtering Logs: ${name}`, {
      'curl ".../': `curl -H "Authorization: Bearer $VAI_API_KEY" "${place}/`,
    });
    expect(JSON.parse(text).map(({ event }: { event: string }) => event)).toEqual(events);
  });

  it('get the log of an action', async () => {
    const text = await curl('StackOne, Get Action Log', {
      'https://api.stackone.com': server.url(),
      '{actionRunId}': 'run_abc123',
      '<encoded-value>': Buffer.from(`${key}:`).toString('base64'),
    });
    expect(Object.keys(JSON.parse(text))).toHaveLength(37);
    expect(JSON.parse(text)).toMatchObject({ action_run_id: 'run_abc123', log_type: 'action' });
  });

  it('are what the documents have', () => {
    expect(COMMANDS.size).toBe(5);
  });
});

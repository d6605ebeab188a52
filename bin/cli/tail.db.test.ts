import { afterEach, describe, expect, it } from 'vitest';
import { GET as list } from '@/app/api/v1/executions/route';
import { GET as stream } from '@/app/api/v1/executions/stream/route';
import { withCli } from '@/lib/testing/with-cli';
import { withIngest } from '@/lib/testing/with-ingest';
import { EXIT } from './cli-problem';
import { tail } from './tail';

const { sendBody } = withIngest();
const cli = withCli({
  '/api/v1/executions': list,
  '/api/v1/executions/stream': stream,
});

type Project = Awaited<ReturnType<typeof cli.newProject>>;

/** What ends a command that goes on until it is stopped. */
class Stopped extends Error {}
afterEach(() => cli.interrupt());

async function send({ id }: Project, ...items: object[]) {
  const lines = items.map((item) => JSON.stringify({ event: 'E', target: 'T', ...item }));
  expect((await sendBody(id, lines.join('\n'), new Date())).rejected).toEqual([]);
}

/** Runs until `onLine` says stop; gives the lines. */
async function tailed(key: string, args: string[], onLine: (count: number) => unknown) {
  const stop = async (count: number) => {
    if ((await onLine(count)) === 'stop') throw new Stopped();
  };
  const { lines, problem } = await cli.run(tail, key, args, { onLine: stop });
  expect(problem).toBeInstanceOf(Stopped);
  return lines;
}

const idsOf = (lines: readonly string[]) =>
  lines
    .map((line) => JSON.parse(line))
    .map(({ external_id, status }) => `${external_id} ${status}`);

describe('runlens tail', () => {
  it('prints the newest, oldest first, then what is new and what changes', async () => {
    const project = await cli.newProject();
    const at = (second: number) => new Date(Date.now() - 60_000 + second * 1_000).toISOString();
    await send(project, ...[1, 2, 3].map((n) => ({ id: n, status: 'running', created_at: at(n) })));
    const lines = await tailed(project.key, ['-n', '2', '--json'], async (count) => {
      if (count === 2) await send(project, { id: 4, status: 'running' });
      if (count === 3) {
        cli.interrupt();
        await send(project, { id: 4, status: 'success' });
      }
      return count === 4 ? 'stop' : null;
    });
    expect(idsOf(lines)).toEqual(['2 running', '3 running', '4 running', '4 success']);
  });

  it('shows what the query finds only, with nothing that steers the terminal', async () => {
    const project = await cli.newProject();
    await send(project, { id: 'a', status: 'failed', validation_message: 'no\u009b2J' });
    const lines = await tailed(project.key, ['status:failed'], async (count) => {
      if (count === 1) {
        await send(project, { id: 'b', status: 'success' }, { id: 'c', status: 'failed' });
      }
      return count === 2 ? 'stop' : null;
    });
    expect(lines[0]).toContain('no<U+009B>2J');
    expect(lines).toHaveLength(2);
  });

  it('finds in the list what came at once in such numbers that the stream left it out', async () => {
    const project = await cli.newProject();
    await send(project, { id: 'first', status: 'success' });
    const many = Array.from({ length: 400 }, (_, n) => ({ id: `m${n}`, status: 'success' }));
    const lines = await tailed(project.key, ['--json'], async (count) => {
      if (count === 1) await send(project, ...many);
      return count === 401 ? 'stop' : null;
    });
    expect(new Set(idsOf(lines)).size).toBe(401);
  });

  it.each([
    ['a number that is none', ['-n', 'x'], EXIT.usage],
    ['a query that is none', ['nofield:x'], EXIT.refused],
  ])('refuses %s', async (_, args, exitCode) => {
    const { key } = await cli.newProject();
    expect((await cli.run(tail, key, args)).problem).toMatchObject({ exitCode });
  });
});

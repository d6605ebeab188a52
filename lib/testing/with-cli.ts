import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { ALL_COMMANDS } from '@/bin/cli/all-commands';
import type { CliProblem } from '@/bin/cli/cli-problem';
import type { Command } from '@/bin/cli/define-command';
import { hashSecretToken } from '@/lib/auth/secret-token';
import { createApiKey } from '@/lib/db/accounts/create-api-key';
import { createProject } from '@/lib/db/projects/create-project';
import { serveRoutes } from './serve-routes';

interface Ran {
  isYes: boolean | null;
  /** What it printed. */
  lines: string[];
  /** What it said beside that. */
  said: string[];
  problem: CliProblem | null;
}

/** Commands of the CLI against routes that are served, each in a project of its own. */
export function withCli(routes: Parameters<typeof serveRoutes>[0]) {
  let server: Awaited<ReturnType<typeof serveRoutes>>;
  let last = 0;
  beforeAll(async () => {
    server = await serveRoutes(routes);
  });
  afterAll(() => server.close());
  return {
    url: () => server.url,
    interrupt: () => server.interrupt(),
    newProject: async () => {
      last += 1;
      const { id } = await createProject(`with-cli-${last}`, 'CLI');
      const key = randomBytes(16).toString('hex');
      await createApiKey(id, { name: 'k', prefix: 'k', keySha256: hashSecretToken(key) });
      return { id, key };
    },
    /** Ends as the process would: a problem is given, and not thrown. */
    run: async (
      command: Command,
      key: string,
      args: readonly string[],
      {
        onLine,
        isScreen = false,
      }: { onLine?: (count: number) => unknown; isScreen?: boolean } = {},
    ): Promise<Ran> => {
      const lines: string[] = [];
      const said: string[] = [];
      const terminal = {
        ...{ isScreen, isColoured: false, progress: () => {} },
        say: (line: string) => void said.push(line),
        print: async (line: string) => {
          lines.push(line);
          await onLine?.(lines.length);
        },
      };
      const place = () => ({ url: server.url, key });
      const world = { place, terminal, commands: ALL_COMMANDS };
      const ran = { isYes: null, lines, said, problem: null };
      return command.run(args, world).then(
        (isYes) => ({ ...ran, isYes }),
        (problem: CliProblem) => ({ ...ran, problem }),
      );
    },
  };
}

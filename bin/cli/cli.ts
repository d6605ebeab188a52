import { once } from 'node:events';
import { actionLogs, type Terminal } from './action-logs';
import { CliProblem, EXIT } from './cli-problem';
import { CLI_USAGE } from './cli-usage';
import { findServerPlace } from './server-place';

/** Runs a command that asks a server; sets the exit code of the process. */
export async function cli(argv: readonly string[]): Promise<void> {
  // Whoever reads may have enough, as `head` has.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  const terminal: Terminal = {
    print: async (line) => {
      if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
    },
    say: (line) => process.stderr.write(`${line}\n`),
    isColoured: process.stdout.isTTY === true && !process.env.NO_COLOR,
  };
  try {
    const [noun, verb, ...args] = argv;
    if (noun !== 'actions' || verb !== 'logs') throw new CliProblem('no such command', EXIT.usage);
    await actionLogs(args, { place: findServerPlace(process.env), terminal });
  } catch (error) {
    if (!(error instanceof CliProblem)) throw error;
    const usage = error.exitCode === EXIT.usage ? `\n${CLI_USAGE}` : '';
    process.stderr.write(`runlens: ${error.message}${usage}\n`);
    process.exitCode = error.exitCode;
  }
}

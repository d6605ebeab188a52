import { once } from 'node:events';
import { actionLogs } from './action-logs';
import { bundle } from './bundle';
import { CliProblem, EXIT } from './cli-problem';
import { CLI_USAGE } from './cli-usage';
import type { Command } from './command';
import { get } from './get';
import { list } from './list';
import { retry } from './retry';
import { findServerPlace } from './server-place';
import type { Terminal } from './terminal';
import { verify } from './verify';

const COMMANDS: Record<string, Command> = { bundle, get, list, retry, verify };

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
    isScreen: process.stdout.isTTY === true,
    isColoured: process.stdout.isTTY === true && !process.env.NO_COLOR,
  };
  try {
    const { command, args } = findCommand(argv);
    const isYes = await command(args, { place: findServerPlace(process.env), terminal });
    process.exitCode = isYes ? 0 : EXIT.refused;
  } catch (error) {
    if (!(error instanceof CliProblem)) throw error;
    const usage = error.exitCode === EXIT.usage ? `\n${CLI_USAGE}` : '';
    process.stderr.write(`runlens: ${error.message}${usage}\n`);
    process.exitCode = error.exitCode;
  }
}

function findCommand([name = '', ...args]: readonly string[]) {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command) return { command, args };
  const [verb, ...rest] = args;
  if (name === 'actions' && verb === 'logs') return { command: actionLogs, args: rest };
  throw new CliProblem('no such command', EXIT.usage);
}

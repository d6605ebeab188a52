import { ALL_COMMANDS } from './all-commands';
import { CliProblem, EXIT } from './cli-problem';
import { openTerminal } from './open-terminal';
import { findServerPlace } from './server-place';
import { usage, usageLine } from './usage';

const HELP = ['help', '--help', '-h'];

/** Runs a command that is no server; sets the exit code of the process. */
export async function cli(argv: readonly string[]): Promise<void> {
  const terminal = openTerminal();
  let help = usage;
  try {
    if (HELP.includes(argv[0] ?? '')) return await terminal.print(usage());
    const { command, args } = findCommand(argv);
    help = () => `runlens ${usageLine(command)}`;
    const end = args.indexOf('--');
    const flags = end === -1 ? args : args.slice(0, end);
    if (flags.some((one) => HELP.slice(1).includes(one))) return await terminal.print(help());
    const place = () => findServerPlace(process.env);
    const isYes = await command.run(args, { place, terminal, commands: ALL_COMMANDS });
    process.exitCode = isYes ? 0 : EXIT.refused;
  } catch (error) {
    if (!(error instanceof CliProblem)) throw error;
    terminal.progress('');
    const more = error.exitCode === EXIT.usage ? `\n${help()}` : '';
    process.stderr.write(`runlens: ${error.message}${more}\n`);
    process.exitCode = error.exitCode;
  }
}

function findCommand(argv: readonly string[]) {
  for (const command of ALL_COMMANDS) {
    const words = command.name.split(' ');
    if (words.every((word, at) => argv[at] === word)) {
      return { command, args: argv.slice(words.length) };
    }
  }
  throw new CliProblem('no such command', EXIT.usage);
}

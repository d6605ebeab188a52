import { type ParseArgsConfig, parseArgs } from 'node:util';
import { CliProblem, EXIT } from './cli-problem';

/** The options and the rest of a command line. Throws CliProblem for an option that is not known. */
export function parseCommand<O extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: O,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new CliProblem((error as Error).message, EXIT.usage);
  }
}

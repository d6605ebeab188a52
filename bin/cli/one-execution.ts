import { CliProblem, EXIT } from './cli-problem';

/** The one execution that a command is about. Throws CliProblem where it is none or several. */
export function oneExecution(positionals: readonly string[]): string {
  const [id, ...more] = positionals;
  if (id && more.length === 0) return encodeURIComponent(id);
  throw new CliProblem('name one execution: its id, or the id of its producer', EXIT.usage);
}

import type { ServerPlace } from './server-place';
import type { Terminal } from './terminal';

/** One command with what follows its name. Gives whether its answer is a yes. Throws CliProblem. */
export type Command = (
  args: readonly string[],
  world: { place: ServerPlace; terminal: Terminal },
) => Promise<boolean>;

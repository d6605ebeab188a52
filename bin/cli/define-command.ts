import { parseArgs } from 'node:util';
import { CliProblem, EXIT } from './cli-problem';
import type { Option } from './option';
import type { ServerPlace } from './server-place';
import type { Terminal } from './terminal';

/** What a command has beside its arguments. */
export interface World {
  /** Throws CliProblem where there is no key, or no address. */
  place: () => ServerPlace;
  terminal: Terminal;
  /** All there are. */
  commands: readonly Command[];
}

/** A command as usage, completion and the process know it. */
export interface Command {
  /** One or two words. */
  name: string;
  /** What follows it beside its options. */
  args: string;
  about: string;
  options: Readonly<Record<string, Option>>;
  /** Gives whether its answer is a yes. Throws CliProblem. */
  run: (args: readonly string[], world: World) => Promise<boolean>;
}

type Values<O extends Record<string, Option>> = ReturnType<
  typeof parseArgs<{ args: string[]; options: O; allowPositionals: true }>
>['values'];

/**
 * One command with its options, in one place. `run` gets them parsed; an option that is not known, or a value
 * that is none of those listed, is a wrong usage.
 */
export function defineCommand<const O extends Record<string, Option>>({
  run,
  ...words
}: Omit<Command, 'run' | 'options'> & {
  options: O;
  run: (given: { values: Values<O>; positionals: string[] }, world: World) => Promise<boolean>;
}): Command {
  return {
    ...words,
    run: async (args, world) => run(parse(args, words.options), world),
  };
}

function parse<O extends Record<string, Option>>(args: readonly string[], options: O) {
  const given = parseOrThrow(args, options);
  for (const [name, value] of Object.entries(given.values)) {
    const { values } = options[name] ?? {};
    if (values && !values.includes(String(value))) {
      throw new CliProblem(`--${name} is one of ${values.join(', ')}`, EXIT.usage);
    }
  }
  return given;
}

function parseOrThrow<O extends Record<string, Option>>(args: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new CliProblem((error as Error).message, EXIT.usage);
  }
}

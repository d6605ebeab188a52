import { writeFile } from 'node:fs/promises';
import { CliProblem, EXIT } from './cli-problem';
import { defineCommand } from './define-command';
import { fetchBundle } from './fetch-bundle';
import { oneExecution } from './one-execution';

/** `bundle ID`: the execution as one Python file in this folder, or where --output says; `-` prints it. */
export const bundle = defineCommand({
  name: 'bundle',
  args: 'ID',
  about: 'the Python file that reproduces it',
  options: { output: { type: 'string', short: 'o', hint: 'FILE' } },
  run: async ({ values, positionals }, { place, terminal }) => {
    const { name, text } = await fetchBundle(place(), oneExecution(positionals));
    if (values.output === '-') {
      if (terminal.isScreen) {
        const message = 'code of a log is not printed to a terminal: send it to a file or a pipe';
        throw new CliProblem(message, EXIT.usage);
      }
      await terminal.print(text.replace(/\n$/, ''));
      return true;
    }
    const path = values.output ?? name;
    try {
      await writeFile(path, text, { flag: values.output === undefined ? 'wx' : 'w' });
    } catch (error) {
      const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST';
      const why = isThere ? 'it exists, name another with --output' : (error as Error).message;
      throw new CliProblem(`${path} was not written: ${why}`, EXIT.refused);
    }
    await terminal.print(path);
    return true;
  },
});

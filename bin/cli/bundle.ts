import { writeFile } from 'node:fs/promises';
import { CliProblem, EXIT } from './cli-problem';
import { defineCommand } from './define-command';
import { fetchBundle } from './fetch-bundle';
import { oneExecution } from './one-execution';
import { saveZip } from './save-zip';

/**
 * `bundle ID`: the execution as one Python file in this folder, or where --output says; `-` prints it. Several, or
 * all that --query finds, are one zip.
 */
export const bundle = defineCommand({
  name: 'bundle',
  args: 'ID...',
  about: 'the Python file that reproduces it; of several a zip',
  options: {
    query: { type: 'string', hint: 'QUERY' },
    output: { type: 'string', short: 'o', hint: 'FILE' },
  },
  run: async ({ values, positionals }, { place, terminal }) => {
    const { query, output } = values;
    if (query !== undefined && positionals.length > 0) {
      throw new CliProblem('name executions, or --query what finds them', EXIT.usage);
    }
    if (query === undefined && positionals.length < 2 && !output?.endsWith('.zip')) {
      const { name, text } = await fetchBundle(place(), oneExecution(positionals));
      if (output !== '-') {
        await terminal.print(await write(output, name, text));
        return true;
      }
      if (terminal.isScreen) {
        const message = 'code of a log is not printed to a terminal: send it to a file or a pipe';
        throw new CliProblem(message, EXIT.usage);
      }
      await terminal.print(text.replace(/\n$/, ''));
      return true;
    }
    if (output === '-') throw new CliProblem('a zip is written to a file', EXIT.usage);
    if (query === undefined && positionals.length === 0) oneExecution(positionals);
    const asked = query === undefined ? { ids: positionals } : { q: query };
    await terminal.print(await saveZip(place(), asked, { output, terminal }));
    return true;
  },
});

/** Never over a file that was not named. Gives the path. */
async function write(output: string | undefined, name: string, content: string): Promise<string> {
  const path = output ?? name;
  try {
    await writeFile(path, content, { flag: output === undefined ? 'wx' : 'w' });
    return path;
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST';
    const why = isThere ? 'it exists, name another with --output' : (error as Error).message;
    throw new CliProblem(`${path} was not written: ${why}`, EXIT.refused);
  }
}

import { askServer } from './ask-server';
import type { Command } from './command';
import { oneExecution } from './one-execution';
import { parseCommand } from './parse-command';
import { plainJson } from './plain-json';

/** `get ID`: the metadata of one execution as JSON, as the API answers it. */
export const get: Command = async (args, { place, terminal }) => {
  const { positionals } = parseCommand(args, {});
  const answer = await askServer(place, `/api/v1/executions/${oneExecution(positionals)}`);
  await terminal.print(plainJson(await answer.text()));
  return true;
};

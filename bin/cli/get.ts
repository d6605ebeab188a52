import { askServer } from './ask-server';
import { defineCommand } from './define-command';
import { oneExecution } from './one-execution';
import { plainJson } from './plain-json';

/** `get ID`: the metadata of one execution as JSON, as the API answers it. */
export const get = defineCommand({
  name: 'get',
  args: 'ID',
  about: 'one execution as JSON',
  options: {},
  run: async ({ positionals }, { place, terminal }) => {
    const answer = await askServer(place(), `/api/v1/executions/${oneExecution(positionals)}`);
    await terminal.print(plainJson(await answer.text()));
    return true;
  },
});

import { askServer } from './ask-server';
import { defineCommand } from './define-command';
import { oneExecution } from './one-execution';
import { plainJson } from './plain-json';

/** `retry ID`: starts the next attempt and prints the API's answer. */
export const retry = defineCommand({
  name: 'retry',
  args: 'ID',
  about: 'the next attempt',
  options: {
    code: { type: 'string', default: 'original', values: ['original', 'current'] },
    'idempotency-key': { type: 'string', hint: 'KEY' },
  },
  run: async ({ values, positionals }, { place, terminal }) => {
    const key = values['idempotency-key'];
    const answer = await askServer(
      place(),
      `/api/v1/executions/${oneExecution(positionals)}/retry`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(key && { 'idempotency-key': key }) },
        body: JSON.stringify({ code: values.code }),
      },
    );
    await terminal.print(plainJson(await answer.text()));
    return true;
  },
});

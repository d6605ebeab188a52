import { askServer } from './ask-server';
import { CliProblem, EXIT } from './cli-problem';
import type { Command } from './command';
import { oneExecution } from './one-execution';
import { parseCommand } from './parse-command';
import { plainJson } from './plain-json';

const CODES = ['original', 'current'];

/** `retry ID`: starts the next attempt and prints the API's answer. */
export const retry: Command = async (args, { place, terminal }) => {
  const { values, positionals } = parseCommand(args, {
    code: { type: 'string', default: 'original' },
    'idempotency-key': { type: 'string' },
  });
  if (!CODES.includes(values.code)) {
    throw new CliProblem(`--code is one of ${CODES.join(', ')}`, EXIT.usage);
  }
  const key = values['idempotency-key'];
  const answer = await askServer(place, `/api/v1/executions/${oneExecution(positionals)}/retry`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key && { 'idempotency-key': key }) },
    body: JSON.stringify({ code: values.code }),
  });
  await terminal.print(plainJson(await answer.text()));
  return true;
};

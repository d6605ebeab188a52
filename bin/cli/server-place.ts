import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { CliProblem, EXIT } from './cli-problem';

/** The server that commands ask, and the key of a project there. */
export interface ServerPlace {
  url: string;
  key: string;
}

const DEFAULT_URL = 'http://127.0.0.1:3000';

/**
 * From RUNLENS_URL and RUNLENS_API_KEY, and for what is not set there from
 * `runlens/config.json` below XDG_CONFIG_HOME or ~/.config: `{"url": "…", "api_key": "…"}`.
 */
export function findServerPlace(env: NodeJS.ProcessEnv): ServerPlace {
  const file = join(env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'runlens', 'config.json');
  const config = readConfig(file);
  const url = env.RUNLENS_URL || config.url || DEFAULT_URL;
  const key = env.RUNLENS_API_KEY || config.api_key;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new CliProblem(`RUNLENS_URL is no http address: ${url}`, EXIT.usage);
  }
  if (!key) {
    const message = `There is no API key: set RUNLENS_API_KEY, or "api_key" in ${file}. Keys are made under Settings.`;
    throw new CliProblem(message, EXIT.notAllowed);
  }
  return { url: url.replace(/\/+$/, ''), key };
}

function readConfig(file: string): { url?: string; api_key?: string } {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new CliProblem(`${file} cannot be read: ${(error as Error).message}`, EXIT.usage);
  }
  try {
    const { url, api_key } = JSON.parse(text);
    return {
      ...(typeof url === 'string' && { url }),
      ...(typeof api_key === 'string' && { api_key }),
    };
  } catch (error) {
    throw new CliProblem(`${file} is not JSON: ${(error as Error).message}`, EXIT.usage);
  }
}

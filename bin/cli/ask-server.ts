import { CliProblem, EXIT } from './cli-problem';
import { plainText } from './plain-text';
import type { ServerPlace } from './server-place';

interface Asked {
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string;
}

/**
 * A request with the key. Throws CliProblem where the server is not reached or refuses, with what it said.
 * Redirects are not followed: they would take the key along.
 */
export async function askServer(
  { url, key }: ServerPlace,
  path: string,
  { method = 'GET', headers, body }: Asked = {},
): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(`${url}${path}`, {
      ...{ method, body },
      headers: { ...headers, authorization: `Bearer ${key}` },
      redirect: 'error',
    });
  } catch (error) {
    const cause = (error as Error).cause as NodeJS.ErrnoException | undefined;
    const why = cause?.code ?? cause?.message ?? (error as Error).message;
    throw new CliProblem(`${url} was not reached (${why}): is RUNLENS_URL right?`, EXIT.notReached);
  }
  if (answer.ok) return answer;
  throw new CliProblem(await refusalOf(answer), exitCodeOf(answer.status));
}

function exitCodeOf(status: number) {
  if (status === 401 || status === 403) return EXIT.notAllowed;
  return status === 404 ? EXIT.notFound : EXIT.refused;
}

async function refusalOf(answer: Response): Promise<string> {
  const text = await answer.text().catch(() => '');
  try {
    const { detail, message, title } = JSON.parse(text);
    const said = [detail, message, title].find((one) => typeof one === 'string');
    if (said) return plainText(said);
  } catch {
    // No answer of Runlens: the status is all there is to say.
  }
  return `the server answered ${answer.status} ${plainText(answer.statusText)}`.trim();
}

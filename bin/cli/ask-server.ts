import { CliProblem, EXIT } from './cli-problem';
import { plainText } from './plain-text';
import type { ServerPlace } from './server-place';

interface Asked {
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string;
  signal?: AbortSignal;
  /** A status beside the good ones that the caller reads the answer of. */
  accepts?: number;
}

/** Answers of a server that is busy, or of a proxy before one that starts anew. */
const PASSING = [429, 502, 503, 504];

/**
 * A request with the key. Throws CliProblem where the server is not reached or refuses, with what it said.
 * Redirects are not followed: they would take the key along.
 */
export async function askServer(
  { url, key }: ServerPlace,
  path: string,
  { method = 'GET', headers, body, signal, accepts }: Asked = {},
): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(`${url}${path}`, {
      ...{ method, body, signal },
      headers: { ...headers, authorization: `Bearer ${key}` },
      redirect: 'error',
    });
  } catch (error) {
    const cause = (error as Error).cause as NodeJS.ErrnoException | undefined;
    const why = cause?.code ?? cause?.message ?? (error as Error).message;
    const message = `${url} was not reached (${why}): is RUNLENS_URL right?`;
    throw new CliProblem(message, EXIT.notReached, { cause: error, retryAfterMs: 0 });
  }
  if (answer.ok || answer.status === accepts) return answer;
  const isPassing = PASSING.includes(answer.status);
  const retryAfterMs = 1_000 * (Number(answer.headers.get('retry-after')) || 0);
  const options = isPassing ? { retryAfterMs } : {};
  throw new CliProblem(await refusalOf(answer), exitCodeOf(answer.status), options);
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

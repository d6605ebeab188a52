import { createServer } from 'node:net';
import { MAX_CLOCK_SKEW_MS } from '@/lib/domain/limits';
import type { Env } from '@/lib/env';
import { CliProblem } from '../cli-problem';
import { findServerPlace } from '../server-place';
import type { Finding } from './finding';

/** More than this is no delay of the line. */
const SKEW_MS = 5_000;
const ANSWER_LIMIT_MS = 10_000;

/** Whether a server answers, or could start here; whether the key opens a project; what its clock says. */
export async function* examineServer(
  settings: Env,
  environment: NodeJS.ProcessEnv,
): AsyncGenerator<Finding> {
  const place = placeOf(environment);
  const url = place.url ?? `http://127.0.0.1:${settings.port}`;
  const ready = await ask(`${url}/readyz`);
  if (ready === null) {
    const isOurs = isLocal(url, settings.port);
    yield isOurs ? await examinePort(settings) : notReached(url);
    return;
  }
  const text = (await ready.text()).trim();
  const isRunlens = ready.ok && text.startsWith('ready');
  const more = text.split('\n').slice(1).join('; ');
  yield isRunlens
    ? { kind: more ? 'note' : 'ok', what: 'server', said: `${url} answers${more && `: ${more}`}` }
    : {
        kind: 'wrong',
        what: 'server',
        said: `${url} answers ${ready.status} and is not ready: ${text}`,
      };
  const skew = examineClock(ready);
  if (skew) yield skew;
  if (place.problem !== null) {
    yield { kind: 'note', what: 'key', said: place.problem };
    return;
  }
  yield await examineKey(url, place.key);
}

function placeOf(environment: NodeJS.ProcessEnv) {
  try {
    return { ...findServerPlace(environment), problem: null };
  } catch (error) {
    if (!(error instanceof CliProblem)) throw error;
    return { url: environment.RUNLENS_URL?.replace(/\/+$/, '') || null, problem: error.message };
  }
}

/** null where nothing answers. */
function ask(url: string, headers: Record<string, string> = {}): Promise<Response | null> {
  const signal = AbortSignal.timeout(ANSWER_LIMIT_MS);
  return fetch(url, { headers, signal, redirect: 'manual' }).catch(() => null);
}

function isLocal(url: string, port: number): boolean {
  if (!URL.canParse(url)) return false;
  const place = new URL(url);
  return /^(127\.|localhost$|\[::1\])/.test(place.hostname) && place.port === String(port);
}

const notReached = (url: string): Finding => ({
  kind: 'wrong',
  what: 'server',
  said: `${url} was not reached: is RUNLENS_URL right?`,
});

/** With no server, whether one could listen. */
function examinePort({ host, port }: Env): Promise<Finding> {
  const what = 'port';
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', ({ code }: NodeJS.ErrnoException) => {
      const isTaken = code === 'EADDRINUSE';
      const why = isTaken ? 'is in use by a program that is no Runlens' : `cannot be used: ${code}`;
      resolve({ kind: 'wrong', what, said: `${host}:${port} ${why}. PORT chooses another` });
    });
    server.listen(port, host, () => {
      const said = `${host}:${port} is free, no server runs: \`npm start\` starts it`;
      server.close(() => resolve({ kind: 'note', what, said }));
    });
  });
}

/** A clock that is behind makes new executions older; one that is ahead makes them come from the future. */
function examineClock(answer: Response): Finding | null {
  const theirs = Date.parse(answer.headers.get('date') ?? '');
  if (Number.isNaN(theirs)) return null;
  // The header has whole seconds.
  const skewMs = Date.now() - theirs - 500;
  const what = 'clock';
  if (Math.abs(skewMs) <= SKEW_MS) return { kind: 'ok', what, said: 'agrees with the server' };
  const seconds = Math.round(Math.abs(skewMs) / 1_000);
  const isWrong = Math.abs(skewMs) > MAX_CLOCK_SKEW_MS;
  const side = skewMs > 0 ? 'ahead of' : 'behind';
  const said = `this machine is ${seconds} s ${side} the server: what is sent from here is listed at the wrong time`;
  return { kind: isWrong ? 'wrong' : 'note', what, said };
}

async function examineKey(url: string, key: string): Promise<Finding> {
  const what = 'key';
  const answer = await ask(`${url}/api/v1/executions?limit=1`, { authorization: `Bearer ${key}` });
  if (answer?.ok) return { kind: 'ok', what, said: 'opens a project' };
  const why =
    answer?.status === 401
      ? 'is not accepted: keys are made under Settings'
      : `was answered ${answer?.status ?? 'nothing'}`;
  return { kind: 'wrong', what, said: `RUNLENS_API_KEY ${why}` };
}

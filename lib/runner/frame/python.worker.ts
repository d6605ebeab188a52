import type { FromWorker, OutputChunk, ToWorker } from '@/lib/contract/run-message';
import { joinBytes } from '@/lib/domain/join-bytes';
import { LAUNCHER } from './launcher';

/** The parts of Pyodide that are used here. */
interface Pyodide {
  FS: {
    mkdir: (path: string) => void;
    writeFile: (path: string, text: string) => void;
    readFile: (path: string, options: { encoding: 'utf8' }) => string;
  };
  runPython: (code: string) => unknown;
  setStdin: (options: { error: boolean }) => void;
  setStdout: (options: { write: (bytes: Uint8Array) => number }) => void;
  setStderr: (options: { write: (bytes: Uint8Array) => number }) => void;
}

/** Nothing is there: whatever asks for it gets what the page handed over, or nothing. */
const NOWHERE = 'https://assets.invalid/';
const FOLDER = '/bundle';
const LINE_FEED = 10;

/**
 * So many lines are sent one by one, whatever comes after them, and so many more for every second that
 * goes by; a flood goes in larger pieces. Nobody can tell Python to wait, and what asks for its end
 * stands in the same queue as all that it has sent.
 */
const PROMPT_LINES = 200;
const PROMPT_LINES_A_SECOND = 100;
const HOLD_MS = 16;
const MAX_HELD_BYTES = 256 * 1024;

const post = self.postMessage.bind(self) as (
  message: FromWorker,
  transfer?: Transferable[],
) => void;

let python: Pyodide | null = null;

async function boot(message: Extract<ToWorker, { type: 'boot' }>): Promise<void> {
  const { wasm, stdlib, memory, lockText, pyodideUrl, moduleUrl, runtime } = message;
  const hashSeed = message.hashSeed ?? 0;
  self.fetch = async (input) => {
    if (String(input) !== `${NOWHERE}python_stdlib.zip`) return new Response();
    return new Response(stdlib);
  };
  WebAssembly.instantiateStreaming = async (_source, imports) => ({
    module: wasm,
    instance: await WebAssembly.instantiate(wasm, imports),
  });
  // Pyodide finds out what kind of worker this is by loading something, which the policy reports.
  Object.assign(self, {
    importScripts: () => {
      throw new Error('nothing is loaded here');
    },
  });
  const { loadPyodide } = await import(pyodideUrl);
  const { default: createPyodideModule } = await import(moduleUrl);
  python = (await loadPyodide({
    indexURL: NOWHERE,
    // Without its list of packages, which it would tell people to install from elsewhere.
    lockFileContents: { ...JSON.parse(lockText), packages: {} },
    createPyodideModule,
    env: {
      HOME: '/home/pyodide',
      PYTHONHASHSEED: String(hashSeed),
      // What is printed is seen while the code runs.
      PYTHONUNBUFFERED: '1',
    },
    // A third of the time; the order of hashes was decided when that memory was made.
    ...(memory && hashSeed === 0
      ? { _loadSnapshot: new Uint8Array(await memory.arrayBuffer()) }
      : {}),
  })) as Pyodide;
  python.FS.mkdir(FOLDER);
  python.setStdin({ error: true });
  python.setStdout({ write: sender('stdout') });
  python.setStderr({ write: sender('stderr') });
  const version = python.runPython(LAUNCHER);
  python.FS.writeFile(`${FOLDER}/runtime.txt`, runtime);
  python.runPython(`_prepare(open("${FOLDER}/runtime.txt", encoding="utf-8").read())`);
  post({ type: 'ready', python: String(version) });
}

const flushes: (() => void)[] = [];

/** Sends what is printed line by line. No timer runs while Python does. */
function sender(stream: OutputChunk['stream']): (bytes: Uint8Array) => number {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let prompt = PROMPT_LINES;
  let sentAt = 0;
  const flush = () => {
    if (heldBytes === 0) return;
    const bytes = joinBytes(held, heldBytes);
    [held, heldBytes, sentAt] = [[], 0, performance.now()];
    post({ type: 'output', stream, bytes }, [bytes.buffer]);
  };
  flushes.push(flush);
  return (bytes) => {
    // The memory below is Python's own.
    held.push(bytes.slice());
    heldBytes += bytes.length;
    const waitedMs = performance.now() - sentAt;
    if (waitedMs > HOLD_MS || heldBytes > MAX_HELD_BYTES) {
      prompt = Math.min(PROMPT_LINES, prompt + (waitedMs / 1_000) * PROMPT_LINES_A_SECOND);
      flush();
    } else if (prompt >= 1 && bytes.at(-1) === LINE_FEED) {
      prompt -= 1;
      flush();
    }
    return bytes.length;
  };
}

function run(bundle: string): void {
  if (!python) throw new Error('Python has not been started');
  python.FS.writeFile(`${FOLDER}/bundle.py`, bundle);
  const exitCode = Number(python.runPython('_start()'));
  let outcomeText: string | null = null;
  try {
    outcomeText = python.FS.readFile(`${FOLDER}/outcome.json`, { encoding: 'utf8' });
  } catch {
    // The action may have taken it away.
  }
  for (const flush of flushes) flush();
  post({ type: 'done', exitCode, outcomeText });
}

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  const work = async () => (data.type === 'boot' ? boot(data) : run(data.bundle));
  work().catch((error: unknown) => {
    for (const flush of flushes) flush();
    post({ type: 'crashed', message: error instanceof Error ? error.message : String(error) });
  });
});

import { PYTHON_MEMORY } from '@/lib/contract/python-runtime';
import { readWorkerMessage } from '@/lib/contract/read-run-message';
import type {
  FromFrame,
  FromWorker,
  OutputChunk,
  RunEnd,
  ToFrame,
  ToWorker,
} from '@/lib/contract/run-message';

// The script of a frame that has no origin, no network and no storage. It holds the workers, because
// only their maker can end them, and passes on what they say: the code that runs in them can say the
// same, so nothing here is believed.

interface Spare {
  worker: Worker;
  isReady: boolean;
  uses: number;
  hashSeed: number | null;
}

interface Run {
  run: number;
  worker: Worker;
  uses: number;
  hashSeed: number | null;
  keep: boolean;
  bytes: number;
  chunks: OutputChunk[];
  timers: number[];
}

/** Both streams together. */
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;
/** An empty message costs as well. */
const MESSAGE_BYTES = 64;
/** The page draws no faster. */
const PASS_ON_MS = 16;
/** A run that takes longer has a core to spare for its successor. */
const SPARE_AFTER_MS = 500;
/** Of an interpreter that is kept: every run puts its patches on top of those before. */
const MAX_USES = 40;

const home = new URL(document.location.href).origin;
const post = (message: FromFrame, transfer: Transferable[] = []) =>
  window.parent.postMessage(message, home, transfer);

let assets: Extract<ToWorker, { type: 'boot' }> | null = null;
let spare: Spare | null = null;
let current: Run | null = null;
let waiting: Extract<ToFrame, { type: 'run' }> | null = null;
const workerUrl = URL.createObjectURL(
  new Blob([document.getElementById('worker')?.textContent ?? ''], { type: 'text/javascript' }),
);

async function load({
  files,
  hashSeed,
  runtime,
}: Extract<ToFrame, { type: 'load' }>): Promise<void> {
  const file = (name: string): Blob => {
    const blob = files[name];
    if (!blob) throw new Error(`${name} is missing`);
    return blob;
  };
  const script = (name: string) =>
    URL.createObjectURL(new Blob([file(name)], { type: 'text/javascript' }));
  assets = {
    type: 'boot',
    wasm: await WebAssembly.compileStreaming(
      new Response(file('pyodide.asm.wasm'), { headers: { 'content-type': 'application/wasm' } }),
    ),
    // Not as bytes: to copy these for every interpreter would keep the frame from hearing Stop.
    stdlib: file('python_stdlib.zip'),
    memory: files[PYTHON_MEMORY] ?? null,
    lockText: await file('pyodide-lock.json').text(),
    pyodideUrl: script('pyodide.mjs'),
    moduleUrl: script('pyodide.asm.mjs'),
    hashSeed,
    runtime,
  };
  post({ type: 'compiled' });
  startSpare();
}

/** An interpreter is used once, unless asked otherwise: what a run has patched must not meet the next one. */
function startSpare(): void {
  if (spare || !assets) return;
  const worker = new Worker(workerUrl);
  const made: Spare = { worker, isReady: false, uses: 0, hashSeed: assets.hashSeed };
  spare = made;
  worker.onmessage = ({ data }) => {
    const message = readWorkerMessage(data);
    if (!message) return;
    if (current?.worker === worker) take(current, message);
    else if (made.isReady) return;
    else if (spare === made && message.type === 'ready') {
      made.isReady = true;
      post({ type: 'warm', python: message.python });
      begin();
    } else if (spare === made && message.type === 'crashed') broken(made, message.message);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    const message = event.message || 'the worker of Python ended';
    if (current?.worker === worker) end(current, { ending: 'crashed', message });
    else if (spare === made) broken(made, message);
  };
  worker.postMessage(assets);
}

function broken(which: Spare, message: string): void {
  which.worker.terminate();
  spare = null;
  waiting = null;
  post({ type: 'broken', message });
}

function begin(): void {
  if (!waiting || current) return;
  const isUsed = (spare?.uses ?? 0) > 0 && !waiting.keep;
  // The order of sets is decided when an interpreter starts.
  if (spare && (isUsed || spare.hashSeed !== assets?.hashSeed)) {
    spare.worker.terminate();
    spare = null;
    startSpare();
  }
  if (!spare?.isReady) return;
  const { run, bundle, limitMs, keep } = waiting;
  const { worker, uses, hashSeed } = spare;
  const printed = { bytes: 0, chunks: [], timers: [] };
  const begun: Run = { run, worker, uses: uses + 1, hashSeed, keep, ...printed };
  [current, spare, waiting] = [begun, null, null];
  begun.timers.push(
    window.setTimeout(() => end(begun, { ending: 'timeout' }), limitMs),
    window.setInterval(() => passOn(begun), PASS_ON_MS),
  );
  if (!keep) begun.timers.push(window.setTimeout(startSpare, SPARE_AFTER_MS));
  post({ type: 'started', run });
  worker.postMessage({ type: 'run', bundle } satisfies ToWorker);
}

function take(run: Run, message: FromWorker): void {
  if (message.type === 'output') {
    const isFirst = run.bytes === 0;
    run.bytes += message.bytes.length + MESSAGE_BYTES;
    run.chunks.push({ stream: message.stream, bytes: message.bytes });
    if (isFirst) passOn(run);
    if (run.bytes > MAX_OUTPUT_BYTES) end(run, { ending: 'output_limit' });
  } else if (message.type === 'done') {
    const { exitCode, outcomeText } = message;
    end(run, { ending: 'finished', exitCode, outcomeText });
  } else if (message.type === 'crashed') {
    end(run, { ending: 'crashed', message: message.message });
  }
}

function passOn(run: Run): void {
  if (run.chunks.length === 0) return;
  // Handed over, not copied: a copy of a flood would keep the page from hearing Stop.
  const buffers = new Set(run.chunks.map(({ bytes }) => bytes.buffer));
  post({ type: 'output', run: run.run, chunks: run.chunks }, [...buffers]);
  run.chunks = [];
}

function end(run: Run, how: Pick<RunEnd, 'ending'> & Partial<RunEnd>): void {
  if (current !== run) return;
  const isKept = run.keep && how.ending === 'finished' && run.uses < MAX_USES && !spare;
  if (isKept) spare = { worker: run.worker, isReady: true, uses: run.uses, hashSeed: run.hashSeed };
  else run.worker.terminate();
  for (const timer of run.timers) window.clearTimeout(timer);
  passOn(run);
  current = null;
  const nothing = { exitCode: null, outcomeText: null, message: null };
  post({ type: 'end', run: run.run, end: { ...nothing, ...how } });
  startSpare();
  begin();
}

function stop(run: number): void {
  if (current?.run === run) end(current, { ending: 'stopped' });
  if (waiting?.run !== run) return;
  waiting = null;
  const nothing = { exitCode: null, outcomeText: null, message: null };
  post({ type: 'end', run, end: { ...nothing, ending: 'stopped' } });
}

window.addEventListener('message', ({ data, source }: MessageEvent<ToFrame | null>) => {
  if (source !== window.parent || !data) return;
  if (data.type === 'load') {
    load(data).catch((error: unknown) => post({ type: 'broken', message: String(error) }));
  } else if (data.type === 'run') {
    waiting = data;
    if (assets && data.hashSeed !== undefined) assets = { ...assets, hashSeed: data.hashSeed };
    startSpare();
    begin();
  } else if (data.type === 'stop') stop(data.run);
});
post({ type: 'open' });

import { PYTHON_MEMORY, type PythonRuntime } from '@/lib/contract/python-runtime';
import { readFrameMessage } from '@/lib/contract/read-run-message';
import type { FromFrame, OutputChunk, RunEnd, ToFrame } from '@/lib/contract/run-message';
import { paths } from '@/lib/paths';
import { fetchPython } from './fetch-python';

export type LoadProgress =
  | { step: 'fetching'; received: number; total: number }
  | { step: 'compiling' }
  | { step: 'starting' };

export interface RunRequest {
  /** The whole file, as a person would download it. */
  bundleText: string;
  /** Called with what is printed, as it is printed. */
  onOutput: (chunks: readonly OutputChunk[]) => void;
  /** The interpreter has the file; before that it may still be starting. */
  onStarted?: () => void;
  /** A run that takes longer is ended. */
  limitMs: number;
  /** Let the next run have the same interpreter: a hundred times faster, and not to be trusted alone. */
  keep?: boolean;
  /** That of the recording, where it is another than the one that Python was loaded with. */
  hashSeed?: number | null;
}

/** Enough for what a person waits for; a memory bomb takes 15 s until Python refuses it. */
export const RUN_LIMIT_MS = 60_000;

type Running = Settle<RunEnd> & Pick<RunRequest, 'onOutput' | 'onStarted'> & { run: number };

type Settle<T> = { resolve: (value: T) => void; reject: (error: Error) => void };

/**
 * Python in a frame without origin, network or storage. One interpreter a run, and the next one is started
 * while nobody waits. What comes out of the frame is made by the code that runs in it: it is checked for
 * its shape and otherwise only data.
 */
export class PythonRunner {
  readonly #frame: HTMLIFrameElement;
  readonly #closing = new AbortController();
  #loading: Settle<string> | null = null;
  #opened: (() => void) | null = null;
  #onProgress: ((progress: LoadProgress) => void) | null = null;
  #running: Running | null = null;
  #lastRun = 0;

  /** @param place where the frame, which shows nothing, is put into the page */
  constructor(place: HTMLElement) {
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-scripts');
    frame.title = 'Python, out of sight';
    frame.tabIndex = -1;
    frame.setAttribute('aria-hidden', 'true');
    // Not hidden: a browser slows down what it does not draw.
    frame.style.cssText = 'position:absolute;width:1px;height:1px;border:0;opacity:0';
    frame.src = paths.pythonFrame();
    this.#frame = frame;
    window.addEventListener('message', this.#onMessage);
    place.append(frame);
  }

  /**
   * Fetches Python and starts the first interpreter; gives its version. Rejects when that fails.
   * @param options.hashSeed that of the recording: it decides the order of sets, and has to be there from
   *   the start
   * @param options.runtime what stands at the end of the bundles that are to run
   */
  async load(
    python: PythonRuntime,
    options: {
      hashSeed: number | null;
      runtime: string;
      onProgress: (progress: LoadProgress) => void;
    },
  ): Promise<string> {
    const wanted = python.files.filter(({ name }) => name !== PYTHON_MEMORY || !options.hashSeed);
    const total = wanted.reduce((sum, { bytes }) => sum + bytes, 0);
    const opened = new Promise<void>((resolve) => {
      this.#opened = resolve;
    });
    this.#onProgress = options.onProgress;
    options.onProgress({ step: 'fetching', received: 0, total });
    const files = await fetchPython(
      { ...python, files: wanted },
      {
        onProgress: (received) => options.onProgress({ step: 'fetching', received, total }),
        signal: this.#closing.signal,
      },
    );
    await opened;
    options.onProgress({ step: 'compiling' });
    return new Promise((resolve, reject) => {
      this.#loading = { resolve, reject };
      const { hashSeed, runtime } = options;
      this.#post({ type: 'load', files, hashSeed, runtime });
    });
  }

  /** Runs a bundle. Rejects when another one is at work, or when Python itself does not start. */
  run({ bundleText, limitMs, keep = false, hashSeed, ...listeners }: RunRequest): Promise<RunEnd> {
    if (this.#running) return Promise.reject(new Error('another run is at work'));
    this.#lastRun += 1;
    const run = this.#lastRun;
    return new Promise((resolve, reject) => {
      this.#running = { run, resolve, reject, ...listeners };
      this.#post({ type: 'run', run, bundle: bundleText, limitMs, keep, hashSeed });
    });
  }

  /** Ends the run at once, whatever the code does; its promise then says `stopped`. */
  stop(): void {
    if (this.#running) this.#post({ type: 'stop', run: this.#running.run });
  }

  /** Takes everything away; what is at work is rejected. */
  close(): void {
    window.removeEventListener('message', this.#onMessage);
    this.#frame.remove();
    this.#closing.abort(new Error('closed'));
    this.#fail('closed');
  }

  /** A frame without an origin can only be addressed as anybody; the window is the frame's own. */
  #post(message: ToFrame, transfer: Transferable[] = []): void {
    this.#frame.contentWindow?.postMessage(message, '*', transfer);
  }

  readonly #onMessage = ({ source, data }: MessageEvent<unknown>): void => {
    if (source === null || source !== this.#frame.contentWindow) return;
    const message = readFrameMessage(data);
    if (message) this.#take(message);
  };

  #take(message: FromFrame): void {
    if (message.type === 'open') this.#opened?.();
    else if (message.type === 'compiled') this.#onProgress?.({ step: 'starting' });
    else if (message.type === 'broken') this.#fail(message.message);
    else if (message.type === 'warm') {
      this.#loading?.resolve(message.python);
      this.#loading = null;
    } else if (this.#running?.run === message.run) this.#takeOfRun(this.#running, message);
  }

  #takeOfRun(running: Running, message: Extract<FromFrame, { run: number }>): void {
    if (message.type === 'started') running.onStarted?.();
    else if (message.type === 'output') running.onOutput(message.chunks);
    else {
      this.#running = null;
      running.resolve(message.end);
    }
  }

  #fail(why: string): void {
    const error = new Error(why);
    const [loading, running] = [this.#loading, this.#running];
    [this.#loading, this.#running] = [null, null];
    loading?.reject(error);
    running?.reject(error);
  }
}

/** How a run in the browser came to its end. */
export const RUN_ENDINGS = ['finished', 'stopped', 'timeout', 'output_limit', 'crashed'] as const;

type RunEnding = (typeof RUN_ENDINGS)[number];

export interface OutputChunk {
  stream: 'stdout' | 'stderr';
  bytes: Uint8Array;
}

export interface RunEnd {
  ending: RunEnding;
  /** Null unless it finished. */
  exitCode: number | null;
  /** JSON of the runtime's outcome file; null when there is none. */
  outcomeText: string | null;
  /** What killed the interpreter. */
  message: string | null;
}

/** What the page says to the frame in which Python runs. */
export type ToFrame =
  | {
      type: 'load';
      files: Record<string, Blob>;
      hashSeed: number | null;
      /** What stands at the end of the bundles that are to run: compiled while nobody waits. */
      runtime: string;
    }
  | {
      type: 'run';
      run: number;
      bundle: string;
      limitMs: number;
      keep: boolean;
      /** Absent: as it was loaded, or as the run before had it. */
      hashSeed?: number | null;
    }
  | { type: 'stop'; run: number };

/** What the frame says to the page. Some of it comes from the code that runs: it is data, not truth. */
export type FromFrame =
  | { type: 'open' }
  | { type: 'compiled' }
  | { type: 'warm'; python: string }
  | { type: 'started'; run: number }
  | { type: 'output'; run: number; chunks: OutputChunk[] }
  | { type: 'end'; run: number; end: RunEnd }
  | { type: 'broken'; message: string };

/** What the frame says to the worker that holds one interpreter. */
export type ToWorker =
  | {
      type: 'boot';
      wasm: WebAssembly.Module;
      stdlib: Blob;
      /** That of an interpreter that has started, for hash seed 0. */
      memory: Blob | null;
      lockText: string;
      pyodideUrl: string;
      moduleUrl: string;
      hashSeed: number | null;
      runtime: string;
    }
  | { type: 'run'; bundle: string };

/** What the worker says to the frame; the code that runs in it may say the same. */
export type FromWorker =
  | { type: 'ready'; python: string }
  | { type: 'output'; stream: OutputChunk['stream']; bytes: Uint8Array }
  | { type: 'done'; exitCode: number; outcomeText: string | null }
  | { type: 'crashed'; message: string };

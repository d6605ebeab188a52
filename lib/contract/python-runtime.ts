/** What a browser has to fetch before Python runs in it. */
export interface PythonRuntime {
  /** Of what was packed; part of the addresses, so that what is fetched may be kept for ever. */
  version: string;
  /** Sizes as they are after decompression, for the progress. */
  files: readonly { name: string; bytes: number }[];
}

/** The memory of an interpreter that has started: only whoever wants its order of hashes can begin there. */
export const PYTHON_MEMORY = 'python_memory.bin';
